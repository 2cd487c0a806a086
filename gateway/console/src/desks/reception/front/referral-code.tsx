import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { answer, api, asProblem } from "@/api";
import { useT } from "@/i18n";
import { Field } from "@/ui";

/** The code a new customer brings, looked up while it is typed, so that a wrong one is seen at once. */
export function ReferralCodeField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const t = useT();
  const code = value.replace(/[\s-]/g, "").toUpperCase();
  const { data, error } = useQuery({
    queryKey: ["reception", "invitation", code],
    queryFn: () => answer(api.GET("/v1/invitations/{referral_code}", { params: { path: { referral_code: code } } })),
    enabled: /^[A-Z0-9]{8}$/.test(code),
    retry: false,
    staleTime: 60_000,
  });
  const unknown = error !== null && asProblem(error).status === 404;
  return (
    <Field name="referral_code" label={t("reception.referral.code")} wrong={unknown && t("reception.referral.unknown")}>
      <Input autoComplete="off" maxLength={20} value={value} onChange={(event) => onChange(event.target.value)} />
      <span role="status">
        {data && (
          <span className="tag">
            {data.referrer} · {data.branch_name}
          </span>
        )}
      </span>
    </Field>
  );
}
