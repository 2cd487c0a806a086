import { useQuery } from "@tanstack/react-query";
import { Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { DayInput, Dialog, Field, Page, PersonName, ProblemAlert, QueueTable } from "@/ui";
import { Figure, share } from "@/ui/report";
import { MemberChecks } from "./member-checks";
import { ServiceNav } from "./nav";

type Gaps = components["schemas"]["reception_GapsOut"];
type DetailsIn = components["schemas"]["reception_DetailsIn"];

function FillIn({ person, onClose }: { person: Gaps; onClose: () => void }) {
  const t = useT();
  const [given, setGiven] = useState({ phone: "", address: "", birthday: "" });
  const command = useCommand<DetailsIn>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/people/{person_id}/details", {
          params: { path: { person_id: person.id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [["member-data"]],
    onDone: onClose,
  });
  const anything = Object.values(given).some((one) => one.trim());
  const lacks = (detail: Gaps["missing"][number]) => person.missing.includes(detail);
  return (
    <Dialog
      title={<PersonName id={person.id} />}
      okText={t("customer-service.member_data.fill_in")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !anything }}
      confirmLoading={command.pending}
      onOk={() =>
        void command.submit({
          phone: given.phone.trim() || null,
          address: given.address.trim() || null,
          birthday: given.birthday || null,
        })
      }
      onCancel={onClose}
    >
      <div className="stack">
        {lacks("PHONE") && (
          <Field name="phone" label={word("customer-service.detail", "PHONE")}>
            <Input
              maxLength={40}
              autoComplete="off"
              value={given.phone}
              onChange={(event) => setGiven({ ...given, phone: event.target.value })}
            />
          </Field>
        )}
        {lacks("ADDRESS") && (
          <Field name="address" label={word("customer-service.detail", "ADDRESS")}>
            <Input
              maxLength={400}
              autoComplete="off"
              value={given.address}
              onChange={(event) => setGiven({ ...given, address: event.target.value })}
            />
          </Field>
        )}
        {lacks("BIRTHDAY") && (
          <Field name="birthday" label={word("customer-service.detail", "BIRTHDAY")}>
            <DayInput optional value={given.birthday} onChange={(birthday) => setGiven({ ...given, birthday })} />
          </Field>
        )}
        <ProblemAlert problem={command.problem} retry={command.retry} />
      </div>
    </Dialog>
  );
}

/** How complete the data of this branch's members are, and whose are to be asked for (M-58). */
export function MemberData() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const [asked, setAsked] = useState<Gaps | null>(null);
  const found = useQuery({
    queryKey: ["member-data", branch_id],
    queryFn: () => answer(api.GET("/v1/member-data", { params: { query: { branch_id } } })),
    meta: { live: ["person.", "order."] },
  });
  const data = found.data;
  return (
    <Page
      title={t("customer-service.member_data.title")}
      note={t("customer-service.member_data.note")}
      actions={
        <Button onClick={() => void go("/customer-service/members")}>{t("customer-service.members.title")}</Button>
      }
    >
      <ServiceNav />
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {found.isPending && <Skeleton active />}
      {data && (
        <div className="figure-tiles">
          <Figure
            name={t("customer-service.member_data.complete")}
            value={share(data.complete, data.members)}
            red={data.complete < data.members}
            more={t("customer-service.report.of", { part: data.complete, whole: data.members })}
          />
          {(["phone", "address", "birthday"] as const).map((detail) => (
            <Figure
              key={detail}
              name={t("customer-service.member_data.without", {
                detail: word("customer-service.detail", detail.toUpperCase()),
              })}
              value={data[`without_${detail}`]}
            />
          ))}
        </div>
      )}
      <QueueTable<Gaps>
        label={t("customer-service.member_data.title")}
        queryKey={["member-data", "incomplete", branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/people/incomplete", { params: { query: { branch_id, cursor } } }))}
        live={["person."]}
        rowId={(row) => row.id}
        empty={t("customer-service.member_data.none")}
        onOpen={may("reception.people.register") ? setAsked : undefined}
        columns={[
          { id: "who", title: t("order.customer"), show: (row) => <PersonName id={row.id} /> },
          {
            id: "missing",
            title: t("customer-service.member_data.missing"),
            show: (row) => row.missing.map((one) => word("customer-service.detail", one)).join(" · "),
          },
        ]}
      />
      <MemberChecks />
      {asked && <FillIn key={asked.id} person={asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}
