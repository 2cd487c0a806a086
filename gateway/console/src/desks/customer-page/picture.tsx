import { useState } from "react";

const TRIES = 4;
const PAUSE = 1_500;

/** A picture that is asked for again when the connection was lost for a moment. */
export function Picture({ src, alt, lazy = true }: { src: string; alt: string; lazy?: boolean }) {
  const [tried, setTried] = useState(0);
  return (
    <img
      key={tried}
      src={tried === 0 ? src : `${src}?again=${tried}`}
      alt={alt}
      loading={lazy ? "lazy" : "eager"}
      decoding="async"
      draggable={false}
      onError={() => tried < TRIES && setTimeout(() => setTried(tried + 1), PAUSE * (tried + 1))}
    />
  );
}
