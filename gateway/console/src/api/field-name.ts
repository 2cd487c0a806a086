import type { operations } from "./schema";

type Body<Operation> = Operation extends { requestBody?: infer Asked }
  ? NonNullable<Asked> extends { content: { "application/json": infer What } }
    ? What
    : never
  : never;

type Names<What> = What extends readonly (infer One)[]
  ? Names<One>
  : What extends object
    ? string extends keyof What
      ? Names<What[string]>
      : (keyof What & string) | Names<What[keyof What]>
    : never;

type Asked = { [Id in keyof operations]: Names<Body<operations[Id]>> }[keyof operations];

/** What a request asks for, by the API's name; "lines.0.price" within a list. No other name is ever complained of. */
export type FieldName = Asked | `${string}.${number}.${Asked}`;
