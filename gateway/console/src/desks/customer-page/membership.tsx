import { CopyOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Radio } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { money, plainDay } from "@/format";
import { useT } from "@/i18n";
import { ProblemAlert } from "@/ui/problem-alert";

type Own = components["schemas"]["customer_service_MembershipOut"];

/** Level, points with what is missing to the next level, cards, and the code for friends (CS-20, A-26). */
export function Membership({ code, branch }: { code: string; branch: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const read = useQuery({
    queryKey: ["customer-page", code, "membership"],
    queryFn: () => answer(api.GET("/v1/customer/{code}/membership", { params: { path: { code } } })),
    staleTime: 60_000,
    retry: false,
  });
  const own = read.data;
  if (!own || (own.points <= 0 && !own.referral_code && own.cards.length === 0)) return null;
  const referral = own.referral_code;
  const invitation = referral
    ? t("customer-page.invitation", { branch, code: referral, link: `${location.origin}/i/${referral}` })
    : "";
  const share = async () => {
    // Phones have a sheet for it; elsewhere, or on plain http, the text is copied.
    const device: Partial<Pick<Navigator, "share" | "clipboard">> = navigator;
    if (device.share) await device.share({ text: invitation }).catch(() => undefined);
    else await device.clipboard?.writeText(invitation);
    setCopied(true);
  };
  return (
    <section className="block stack customer-points" aria-labelledby="points">
      <h2 id="points">{t("customer-page.points")}</h2>
      <p>
        <strong className="number">{own.points}</strong>
        {own.level !== "NONE" && <span className="tag">{t(`customer-page.level.${own.level}`)}</span>}
      </p>
      {own.next_level && own.next_level !== "NONE" && (
        <p className="quiet">
          {t("customer-page.to_next", {
            points: own.points_missing,
            level: t(`customer-page.level.${own.next_level}`),
          })}
        </p>
      )}
      {own.cards.map((card) => (
        <p key={card.number}>
          <span className="number">{card.number}</span>{" "}
          {card.expires_on && (
            <span className="quiet">{t("customer-page.card_until", { day: plainDay(card.expires_on) })}</span>
          )}
        </p>
      ))}
      {referral ? (
        <>
          <Reward code={code} own={own} />
          <p className="customer-code number">{referral}</p>
          <Button icon={<CopyOutlined aria-hidden />} onClick={() => void share()}>
            {t("customer-page.share")}
          </Button>
          {copied && <p role="status">{t("customer-page.shared")}</p>}
          {own.friends > 0 && <p className="quiet">{t("customer-page.friends", { count: own.friends })}</p>}
        </>
      ) : (
        <p className="quiet">{t("customer-page.refer")}</p>
      )}
    </section>
  );
}

/** What a friend's shoot earns, and which of the two the customer wants; the money is paid at the desk. */
function Reward({ code, own }: { code: string; own: Own }) {
  const t = useT();
  const choose = useCommand({
    run: (reward: Own["reward"], sent) =>
      answer(
        api.PUT("/v1/customer/{code}/reward", { params: { path: { code } }, body: { reward }, headers: sent.headers }),
      ),
    invalidates: [["customer-page", code, "membership"]],
  });
  return (
    <div className="stack">
      <p id="reward">{t("customer-page.refer_reward")}</p>
      <ul className="customer-bring">
        {own.rewards.map((one) => (
          <li key={String(one.wedding)}>
            {t(one.wedding ? "customer-page.reward_wedding" : "customer-page.reward_other", {
              points: one.points,
              amount: money(one.cash),
            })}
          </li>
        ))}
      </ul>
      <Radio.Group
        aria-labelledby="reward"
        value={own.reward}
        disabled={choose.pending}
        onChange={(event) => void choose.submit(event.target.value as Own["reward"])}
      >
        <Radio value="POINTS">{t("customer-page.reward_points")}</Radio>
        <Radio value="CASH">{t("customer-page.reward_cash")}</Radio>
      </Radio.Group>
      <ProblemAlert problem={choose.problem} retry={choose.retry} />
    </div>
  );
}
