import { CameraOutlined } from "@ant-design/icons";
import { Button, Image } from "antd";
import { useRef } from "react";
import { call, useCommand } from "@/api";
import { ProblemAlert } from "@/ui";

/** Takes one photo, with the camera of a telephone or from a file; another one takes its place. */
export function TakePhoto(props: { path: string; label: string; invalidates?: readonly (readonly unknown[])[] }) {
  const { path, label, invalidates } = props;
  const picker = useRef<HTMLInputElement>(null);
  const command = useCommand({
    run: async ({ give }: { name: string; give: () => File }) => {
      const body = new FormData();
      body.append("file", give());
      await call("PUT", path, { body });
    },
    ...(invalidates ? { invalidates } : {}),
  });
  const take = (file: File | undefined) =>
    file && void command.submit({ name: `${file.name} ${file.size} ${file.lastModified}`, give: () => file });
  return (
    <>
      <Button
        size="small"
        icon={<CameraOutlined aria-hidden />}
        loading={command.pending}
        onClick={() => picker.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept="image/jpeg"
        aria-label={label}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </>
  );
}

/** A photo as it is kept, large on a touch; `taken` tells one photo from the next at the same address. */
export function KeptPhoto({ path, taken, alt }: { path: string; taken: string | number; alt: string }) {
  return <Image className="rc-photo" width={72} src={`${path}?taken=${taken}`} alt={alt} />;
}
