import { Button, Checkbox, Input, type InputRef } from "antd";
import { CheckCircleOutlined, WarningOutlined } from "@ant-design/icons";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { answer, api, useInTurn, type Problem, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty, Field, Form, OrderBadge, Page, ProblemAlert, QueueTable, sentenceOf } from "@/ui";
import { readCode, ScanInput } from "@/ui/scan-input";
import { PickupNav } from "./nav";

type Arrival = components["schemas"]["pickup_ArrivalOut"];
type Piece = components["schemas"]["pickup_PieceOut"];
type ArrivalIn = components["schemas"]["pickup_ArrivalIn"];

/** A code that could not be recorded; it stays to be seen when the scanner has gone on. */
interface Refusal {
  code: string;
  problem: Problem;
  at: number;
}

function RefusalLine({ refusal }: { refusal: Refusal }) {
  const t = useT();
  return (
    <li className="line red">
      <WarningOutlined aria-hidden />
      <b className="number">{refusal.code}</b>
      <span className="line-main">
        {t("pickup.arrivals.not_recorded")} {sentenceOf(refusal.problem)}
      </span>
    </li>
  );
}

function ArrivalLine({ arrival }: { arrival: Arrival }) {
  const t = useT();
  const { piece, expected, checked, missing, order_ready } = arrival;
  const faulty = piece.state === "ARRIVED_FAULTY";
  return (
    <li className={`line ${faulty ? "red" : ""}`}>
      {faulty ? <WarningOutlined aria-hidden /> : <CheckCircleOutlined aria-hidden className="pickup-good" />}
      <b className="number">{piece.code}</b>
      <span className="line-main">
        {piece.name} {faulty && piece.fault}
        {piece.shelf && <span className="quiet"> · {t("pickup.arrivals.on", { shelf: piece.shelf })}</span>}
      </span>
      {arrival.before_finishing && <span className="tag">{t("pickup.arrivals.early")}</span>}
      <span className="number" title={missing.join(" · ")}>
        {order_ready ? (
          <span className="tag pickup-tag-good">{t("pickup.arrivals.complete")}</span>
        ) : (
          t("pickup.board.here", { checked, expected })
        )}
      </span>
      {faulty && <Link to={`/pickup/orders/${piece.order_id}`}>{t("pickup.rework.request")}</Link>}
      <OrderBadge id={piece.order_id} number={t("order.sheet")} />
    </li>
  );
}

/** Takes each code out of the field at once, so that the next can be scanned while it is on its way. */
function ArrivalForm(props: { onArrived: (arrival: Arrival) => void; onRefused: (refusal: Refusal) => void }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [code, setCode] = useState("");
  const [shelf, setShelf] = useState("");
  const [faulty, setFaulty] = useState(false);
  const [fault, setFault] = useState("");
  const [again, setAgain] = useState(0);
  const field = useRef<InputRef>(null);
  const typed = useRef("");
  typed.current = code;
  useEffect(() => {
    if (again > 0) field.current?.focus({ cursor: "all" });
  }, [again]);
  const sending = useInTurn<ArrivalIn, Arrival>({
    run: (body, sent) => answer(api.POST("/v1/arrivals", { body, headers: sent.headers })),
    invalidates: [["pickup"]],
    onDone: props.onArrived,
    onRefused: (problem, sent) => {
      props.onRefused({ code: sent.code, problem, at: performance.now() });
      if (typed.current !== "") return;
      // Nothing else has been scanned: it can be mended where it was typed.
      setCode(sent.code);
      setFaulty(!sent.passed);
      setFault(sent.fault ?? "");
      setAgain((times) => times + 1);
    },
  });
  const ready = code.trim() !== "" && (!faulty || fault.trim() !== "");
  const send = () => {
    if (!ready) return;
    sending.add({
      branch_id,
      code: readCode(code),
      passed: !faulty,
      fault: faulty ? fault.trim() : null,
      shelf: shelf.trim() || null,
    });
    typed.current = "";
    setCode("");
    setFault("");
    setFaulty(false);
    field.current?.focus();
  };
  return (
    <Form className="block pickup-scan" onSend={send}>
      <Field name="code" label={t("pickup.arrivals.code")} className="pickup-scan-code">
        <ScanInput ref={field} autoFocus value={code} onChange={setCode} />
      </Field>
      <Field name="shelf" label={t("order.shelf")}>
        <Input size="large" maxLength={40} value={shelf} onChange={(event) => setShelf(event.target.value)} />
      </Field>
      <Checkbox checked={faulty} onChange={(event) => setFaulty(event.target.checked)}>
        {t("pickup.arrivals.faulty")}
      </Checkbox>
      <Button type="primary" size="large" htmlType="submit" disabled={!ready}>
        {t(faulty ? "pickup.arrivals.record_fault" : "pickup.arrivals.record")}
      </Button>
      {faulty && (
        <Field name="fault" needed label={t("pickup.arrivals.fault")} className="pickup-wide">
          <Input.TextArea
            autoFocus
            rows={2}
            maxLength={500}
            value={fault}
            onChange={(event) => setFault(event.target.value)}
          />
        </Field>
      )}
      <div className="pickup-wide">
        {sending.waiting.length > 0 && (
          <p role="status" className="quiet">
            {t("pickup.arrivals.sending", { codes: sending.waiting.map((one) => one.code).join(" · ") })}
          </p>
        )}
        <ProblemAlert problem={sending.problem} retry={sending.retry} />
      </div>
    </Form>
  );
}

/** Goods come in: scan or type, enter, the next one (PCK-04). */
export function Arrivals() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [told, setTold] = useState<(Arrival | Refusal)[]>([]);
  const tell = (one: Arrival | Refusal) => setTold((before) => [one, ...before]);
  const count = told.filter((one) => "piece" in one).length;
  return (
    <Page title={t("pickup.arrivals.title")} note={t("pickup.arrivals.how")}>
      <PickupNav />
      <div className="stack">
        <ArrivalForm onArrived={tell} onRefused={tell} />
        <section className="block" aria-label={t("pickup.arrivals.just_now")}>
          <h2>
            {t("pickup.arrivals.just_now")} {count > 0 && <span className="count">{count}</span>}
          </h2>
          {told.length === 0 && <Empty text={t("pickup.arrivals.none")} />}
          <ul className="plain-list">
            {told.map((one) =>
              "piece" in one ? (
                <ArrivalLine key={one.arrival_id} arrival={one} />
              ) : (
                <RefusalLine key={one.at} refusal={one} />
              ),
            )}
          </ul>
        </section>
        <h2>{t("pickup.arrivals.on_the_way")}</h2>
        <QueueTable<Piece>
          label={t("pickup.arrivals.on_the_way")}
          queryKey={["pickup", "on-the-way", branch_id]}
          fetch={(cursor) =>
            answer(api.GET("/v1/expected-pieces", { params: { query: { branch_id, state: "ON_THE_WAY", cursor } } }))
          }
          live={["piece."]}
          rowId={(row) => row.id}
          empty={t("pickup.arrivals.nothing_coming")}
          columns={[
            { id: "code", title: t("order.piece"), show: (row) => <b className="number">{row.code}</b> },
            { id: "name", title: t("order.product"), show: (row) => row.name },
            { id: "state", title: t("order.state"), show: (row) => word("piece_state", row.state) },
            { id: "order", title: "", show: (row) => <OrderBadge id={row.order_id} number={t("order.sheet")} /> },
          ]}
        />
      </div>
    </Page>
  );
}
