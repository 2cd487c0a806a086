import { Input, type InputRef } from "antd";
import type { Ref } from "react";

/** Where a scanner writes: digits and Enter. What stands there when the field is entered is overwritten. */
export function ScanInput(props: {
  ref?: Ref<InputRef>;
  id?: string;
  value: string;
  onChange: (code: string) => void;
  autoFocus?: boolean;
}) {
  const { onChange, ...rest } = props;
  return (
    <Input
      {...rest}
      size="large"
      autoComplete="off"
      maxLength={80}
      onChange={({ target }) => onChange(target.value)}
      onFocus={({ target }) => target.select()}
    />
  );
}

/** A code as it is written on things: a scanner and a person mean the same. */
export const readCode = (typed: string): string => typed.normalize("NFKC").trim().toUpperCase();
