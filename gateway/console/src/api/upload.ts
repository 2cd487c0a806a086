import { dress, refused } from "./client";
import { asProblem } from "./problem";

/**
 * A request whose body is told while it goes out; `fetch` does not say how far it is.
 *
 * @throws Problem on every refusal and when the network is gone.
 */
export function upload<T>(path: string, body: FormData, onProgress: (share: number) => void): Promise<T> {
  return new Promise((give, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    const headers = new Headers();
    dress(headers, "POST");
    headers.forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) => total > 0 && onProgress(loaded / total);
    request.onerror = request.onabort = request.ontimeout = () => fail(asProblem(null));
    request.onload = () => {
      const told: unknown = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) give(told as T);
      else fail(refused(request.status, told, request.getResponseHeader("Retry-After")));
    };
    request.send(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
