import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { ClockInput, DayInput, Field, FormDialog, Line, Lines } from "@/ui";
import { branchMoment } from "./branch-moment";
import type { Issue } from "./issues";

type Schemas = components["schemas"];

interface Of {
  issue: Issue;
  onClose: () => void;
}

/** The issue as it was read: somebody else's change is not overwritten unseen. */
const seen = (issue: Issue, match: string | undefined) => ({
  path: { issue_id: issue.id },
  header: { "if-match": match ?? "" },
});

const edits = ({ issue, onClose }: Of) => ({
  tag: `"${issue.version}"`,
  invalidates: [["complaints"]],
  onDone: onClose,
});

/** Day, time and place; null while one is missing. */
function useWhenAndWhere() {
  const { time_zone } = useBranch();
  const [day, setDay] = useState("");
  const [clock, setClock] = useState("");
  const [place, setPlace] = useState("");
  const said = day && clock && place.trim();
  const value = said
    ? { meets_at: branchMoment(`${day}T${clock}`, time_zone).toISOString(), place: place.trim() }
    : null;
  return { day, setDay, clock, setClock, place, setPlace, value };
}

function WhenAndWhere({ of, min, focus }: { of: ReturnType<typeof useWhenAndWhere>; min?: string; focus?: boolean }) {
  const t = useT();
  return (
    <>
      <Field name="meets_at" needed label={t("customer-service.issue.meeting_day")} with={of.clock}>
        <DayInput autoFocus={focus} min={min} value={of.day} onChange={of.setDay} />
      </Field>
      <Field label={t("customer-service.issue.meeting_time")} needed>
        <ClockInput value={of.clock} onChange={of.setClock} />
      </Field>
      <Line name="place" needed label={t("customer-service.issue.place")} value={of.place} onChange={of.setPlace} />
    </>
  );
}

/** Ask those who complain to a meeting, or to another time of it. */
export function AnnounceMeeting(of: Of) {
  const { issue, onClose } = of;
  const t = useT();
  const meeting = useWhenAndWhere();
  const command = useCommand<Schemas["customer_service_MeetingIn"]>({
    ...edits(of),
    run: (body, { headers }) =>
      answer(api.PUT("/v1/complaint-issues/{issue_id}/meeting", { params: seen(issue, headers["If-Match"]), body })),
  });
  return (
    <FormDialog {...{ command, onClose }} title={t("customer-service.issue.announce")} body={meeting.value}>
      <p className="quiet">{t("customer-service.issue.all_told", { count: issue.complaints })}</p>
      <WhenAndWhere of={meeting} min={isoDay()} focus />
    </FormDialog>
  );
}

/** What came out of the meeting; when and where, where it was not announced. */
export function NoteOutcome(of: Of) {
  const { issue, onClose } = of;
  const t = useT();
  const meeting = useWhenAndWhere();
  const [outcome, setOutcome] = useState("");
  const announced = issue.meets_at !== null;
  const command = useCommand<Schemas["customer_service_MeetingOutcomeIn"]>({
    ...edits(of),
    run: (body, { headers }) =>
      answer(api.POST("/v1/complaint-issues/{issue_id}/outcome", { params: seen(issue, headers["If-Match"]), body })),
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("customer-service.issue.note_outcome")}
      body={{ outcome: outcome.trim(), ...meeting.value }}
      ready={outcome.trim() !== "" && (announced || meeting.value !== null)}
    >
      <p className="quiet">{t("customer-service.issue.all_told", { count: issue.complaints })}</p>
      <Lines
        name="outcome"
        needed
        focus
        rows={4}
        label={t("customer-service.issue.outcome")}
        value={outcome}
        onChange={setOutcome}
      />
      {!announced && <WhenAndWhere of={meeting} />}
    </FormDialog>
  );
}

/** Answer everybody with a notice. */
export function PublishNotice(of: Of) {
  const { issue, onClose } = of;
  const t = useT();
  const [text, setText] = useState("");
  const command = useCommand<Schemas["customer_service_NoticeIn"]>({
    ...edits(of),
    run: (body, { headers }) =>
      answer(api.POST("/v1/complaint-issues/{issue_id}/notice", { params: seen(issue, headers["If-Match"]), body })),
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("customer-service.issue.publish")}
      body={{ text: text.trim() }}
      ready={text.trim() !== ""}
    >
      <p className="quiet">{t("customer-service.issue.all_told", { count: issue.complaints })}</p>
      <Lines
        name="text"
        needed
        focus
        rows={5}
        label={t("customer-service.issue.notice")}
        value={text}
        onChange={setText}
      />
    </FormDialog>
  );
}

/** Say in other words what it is about. */
export function EditSubject(of: Of) {
  const { issue, onClose } = of;
  const t = useT();
  const [subject, setSubject] = useState(issue.subject);
  const { cause_kind, department } = issue;
  const command = useCommand<Schemas["customer_service_IssueEditIn"]>({
    ...edits(of),
    run: (body, { headers }) =>
      answer(api.PUT("/v1/complaint-issues/{issue_id}", { params: seen(issue, headers["If-Match"]), body })),
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("customer-service.issue.edit")}
      body={{ subject: subject.trim(), cause_kind, department }}
      ready={subject.trim() !== ""}
    >
      <Line
        name="subject"
        needed
        focus
        label={t("customer-service.issue.subject")}
        value={subject}
        onChange={setSubject}
      />
    </FormDialog>
  );
}

/** Close what was answered, or what nobody is linked to. */
export function useClosing(issue: Issue) {
  return useCommand<null>({
    ...edits({ issue, onClose: () => undefined }),
    run: (_nothing, { headers }) =>
      answer(api.POST("/v1/complaint-issues/{issue_id}/closing", { params: seen(issue, headers["If-Match"]) })),
  });
}
