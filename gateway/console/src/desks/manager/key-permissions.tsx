import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { answer, api } from "@/api";
import { hasText, t, useT, word } from "@/i18n";

/** The departments in the order of the menu, by the API's name, and their desks. */
const DESKS: Readonly<Record<string, string>> = {
  reception: "reception",
  scheduling: "scheduling",
  post_production: "post-production",
  pickup: "pickup",
  customer_service: "customer-service",
};
const serviceOf = (code: string): string => code.slice(0, code.indexOf("."));
const deskOf = (service: string): string => word("desk", DESKS[service] ?? service);

/** What a permission lets a program do; its code where nobody has given it words. */
function wordsOf(code: string): string {
  const service = serviceOf(code);
  if (code === `${service}.*.read`) return t("manager.keys.reads", { desk: deskOf(service) });
  const key = `manager.permission.${code}`;
  return hasText(key) ? t(key) : code;
}

/** Permissions by department, reading before the rest. */
function byDepartment(codes: readonly string[]): [string, string[]][] {
  const services = [...new Set([...Object.keys(DESKS), ...codes.map(serviceOf)])];
  const order = (code: string) => `${code.endsWith(".read") ? 0 : 1}${code}`;
  return services.flatMap((service): [string, string[]][] => {
    const own = codes.filter((code) => serviceOf(code) === service);
    return own.length > 0 ? [[service, own.sort((a, b) => order(a).localeCompare(order(b)))]] : [];
  });
}

/** What a key may do, a line for each department; the code of a permission shows under the pointer. */
export function Allowed({ codes }: { codes: readonly string[] }) {
  useT();
  return (
    <dl className="key-may">
      {byDepartment(codes).map(([service, own]) => (
        <div key={service}>
          <dt>{deskOf(service)}</dt>
          <dd>
            {own.map((code, at) => (
              <span key={code}>
                {at > 0 && " · "}
                <span title={code}>{wordsOf(code)}</span>
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a key may do, chosen among what roles of the departments may do and a key as well; found by word or code. */
export function ChooseAllowed(props: { value: string[]; onChange: (codes: string[]) => void }) {
  const t = useT();
  const { data } = useQuery({ queryKey: ["roles"], queryFn: () => answer(api.GET("/v1/roles")) });
  const offered = new Set([
    ...Object.keys(DESKS).map((service) => `${service}.*.read`),
    ...(data?.flatMap(({ for_keys }) => for_keys) ?? []),
  ]);
  return (
    <Select
      {...props}
      mode="multiple"
      showSearch={{ optionFilterProp: ["label", "value"] }}
      aria-label={t("manager.keys.permissions")}
      options={byDepartment([...offered]).map(([service, own]) => ({
        label: deskOf(service),
        options: own.map((value) => ({ value, label: wordsOf(value) })),
      }))}
      optionRender={({ label, value }) => (
        <span className="key-option">
          {label} <code>{value}</code>
        </span>
      )}
    />
  );
}
