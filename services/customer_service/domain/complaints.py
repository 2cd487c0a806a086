"""Complaints: states, classes, numbers, and who may judge what (CS-30 … CS-37, M-01 … M-15, A-17)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class ComplaintState(StrEnum):
    """States of a complaint (1.8)."""

    RECEIVED = "RECEIVED"
    EXPLAINED = "EXPLAINED"
    JUDGED = "JUDGED"
    INVESTIGATING = "INVESTIGATING"
    PROPOSED = "PROPOSED"
    DECIDED = "DECIDED"
    SIGNED = "SIGNED"
    REVISITED = "REVISITED"
    REOPENED = "REOPENED"
    CLOSED = "CLOSED"
    ARCHIVED = "ARCHIVED"


class ComplaintAction(StrEnum):
    """What is done about a complaint."""

    ESTABLISH = "ESTABLISH"
    EXPLAIN = "EXPLAIN"
    INVESTIGATE = "INVESTIGATE"
    ANALYSE = "ANALYSE"
    PROPOSE = "PROPOSE"
    DECIDE = "DECIDE"
    EXECUTE = "EXECUTE"
    CONTENT = "CONTENT"
    REOPEN = "REOPEN"
    SUMMARISE = "SUMMARISE"


S, A = ComplaintState, ComplaintAction

STORE_MANAGER = "store_manager"
SERVICE_MANAGER = "service_manager"
"""Visits whoever complained about something major (M-12)."""

COMPLAINTS = Machine[ComplaintState, ComplaintAction](
    {
        S.RECEIVED: {A.ESTABLISH: S.JUDGED, A.EXPLAIN: S.EXPLAINED},
        S.EXPLAINED: {A.SUMMARISE: S.ARCHIVED},
        S.JUDGED: {A.INVESTIGATE: S.INVESTIGATING},
        S.INVESTIGATING: {A.INVESTIGATE: S.INVESTIGATING, A.ANALYSE: S.INVESTIGATING, A.PROPOSE: S.PROPOSED},
        S.PROPOSED: {A.ANALYSE: S.PROPOSED, A.PROPOSE: S.PROPOSED, A.DECIDE: S.DECIDED},
        S.DECIDED: {A.EXECUTE: S.SIGNED},
        S.SIGNED: {A.CONTENT: S.REVISITED, A.REOPEN: S.REOPENED},
        S.REOPENED: {A.INVESTIGATE: S.INVESTIGATING, A.ANALYSE: S.REOPENED, A.PROPOSE: S.PROPOSED},
        S.REVISITED: {A.SUMMARISE: S.CLOSED},
    }
)
"""Signed acceptance, visit and summary in this order; who is dissatisfied at the visit begins again (M-13)."""

OVER = (S.CLOSED, S.ARCHIVED)

TOLD = "TOLD"
"""The lines of the log that say what the complainant was told, who reads them on the own page (M-11)."""

UNSOLVED = (S.RECEIVED, S.JUDGED, S.INVESTIGATING, S.PROPOSED, S.DECIDED, S.REOPENED)
"""The customer still waits for the result he was promised (M-86)."""

SUPERVISORS = {"RECEPTION": "reception_manager"}
"""The role that supervises a department and handles its complaints (M-04); of the others the store manager does, and
of customer service too, which does not handle complaints about itself (M-10)."""


def supervisor_of(department: str | None) -> str:
    """The role of whoever handles that department's complaints (M-04)."""
    return SUPERVISORS.get(department or "", STORE_MANAGER)


class Nature(StrEnum):
    """What the customer wants at intake (M-01)."""

    VALID = "VALID"
    HELP = "HELP"
    INFO = "INFO"
    VENT = "VENT"


COMMUNICATIVE = (Nature.HELP, Nature.INFO, Nature.VENT)


class Turned(StrEnum):
    """Why a communicative complaint became a valid one by itself (M-02)."""

    LATE = "LATE"
    AGAIN = "AGAIN"


class CauseKind(StrEnum):
    """What went wrong, for the statistics (CS-37); the words of the cause say the rest (M-01)."""

    LATE = "LATE"
    QUALITY = "QUALITY"
    WRONG_COUNT = "WRONG_COUNT"
    WRONG_CHARGE = "WRONG_CHARGE"
    MANNERS = "MANNERS"
    DAMAGE = "DAMAGE"
    PROMISE = "PROMISE"
    OTHER = "OTHER"


Routing = Mapping[CauseKind, str]

ROUTING: Routing = {
    CauseKind.LATE: "POST_PRODUCTION",
    CauseKind.QUALITY: "POST_PRODUCTION",
    CauseKind.WRONG_COUNT: "PICKUP",
    CauseKind.WRONG_CHARGE: "RECEPTION",
    CauseKind.DAMAGE: "SCHEDULING",
    CauseKind.PROMISE: "RECEPTION",
}
"""The department that a complaint of a kind goes to unless another one is named (M-51) [D]."""


class ComplaintChannel(StrEnum):
    """How it came (M-16); headquarters and media make it major (M-06)."""

    PHONE = "PHONE"
    VISIT = "VISIT"
    LETTER = "LETTER"
    WEB = "WEB"
    STAFF = "STAFF"
    HQ = "HQ"
    MEDIA = "MEDIA"


class Verdict(StrEnum):
    """Whether reasons suffice and the demand is reasonable (CS-33)."""

    ESTABLISHED = "ESTABLISHED"
    NOT_ESTABLISHED = "NOT_ESTABLISHED"


class ComplaintClass(StrEnum):
    """The class after the judgement (A-17)."""

    VALID = "VALID"
    INVALID = "INVALID"
    MAJOR = "MAJOR"


class MajorNeedsManager(ServiceError):
    """A major complaint is not for an agent (M-08)."""

    status, code = 403, "complaint.major_needs_manager"
    en, zh = "A major complaint is handled by a manager.", "重大投诉须由经理处理。"


class OwnDepartment(ServiceError):
    """A complaint about customer service is judged outside of it (M-10)."""

    status, code = 403, "complaint.own_department"
    en, zh = "A complaint about customer service is judged outside of it.", "针对客服的投诉须由店长或总部处理。"


class NotYourComplaint(ServiceError):
    """Customer service takes a complaint's steps, and its handler those of the department (M-04)."""

    status, code = 403, "complaint.not_yours"
    en = "This step is for customer service; the named handler investigates and proposes."
    zh = "此步骤由客服办理；调查与方案也可由指定的处理人办理。"


class PromiseInPast(ServiceError):
    """What is promised lies in the future (M-17)."""

    status, code = 422, "complaint.promise_in_past"
    field = "resolve_by"
    en, zh = "A promise must lie in the future.", "承诺时间必须晚于现在。"


class CompensationTooHigh(ServiceError):
    """The amount is above the caller's limit (M-03)."""

    status, code = 403, "complaint.compensation_too_high"
    field = "compensation"
    en, zh = "Up to {limit} may be decided here.", "您的审批上限为 {limit}。"


class ClassContradicts(ServiceError):
    """Class and verdict do not fit each other (A-17)."""

    status, code = 422, "complaint.class_contradicts"
    en, zh = "Verdict {verdict} and class {complaint_class} contradict each other.", "结论与类别不一致。"


class MajorIncomplete(ServiceError):
    """Cause, responsible person, emergency measure and prevention are all needed for a major complaint (M-15)."""

    status, code = 422, "complaint.major_incomplete"
    en, zh = "A major complaint needs all four: {missing} missing.", "重大投诉四项缺一不可，缺少：{missing}。"


class AnalysisNeeded(ServiceError):
    """A major complaint, or more than the limit, is decided on an analysis of the claim (M-88)."""

    status, code = 409, "complaint.analysis_needed"
    en = (
        "A major complaint, or more than {limit}, is decided on an analysis of technique, cost, risk "
        "and proposed handling; write it first."
    )
    zh = "重大投诉或赔偿超过 {limit} 的，须先写明技术、成本、风险分析和处理建议，才能决定。"


class VisitInPerson(ServiceError):
    """A major complaint is visited in person (M-12)."""

    status, code = 422, "complaint.visit_in_person"
    en, zh = "A major complaint is visited in person.", "重大投诉须上门回访。"


class NoSuchOption(ServiceError):
    """The decision names an option that was not proposed (CS-35)."""

    status, code = 422, "complaint.no_such_option"
    en, zh = "Option {option} was not proposed.", "没有第 {option} 个方案。"


class ExplanationNeeded(ServiceError):
    """Who is told no gets a reason (CS-33)."""

    status, code = 422, "complaint.explanation_needed"
    field = "explanation"
    en, zh = "Write down how it was explained.", "不成立的投诉须写明解释内容。"


def needs_analysis(found: ComplaintClass | None, paid: int, limit: int) -> bool:
    """Whether the claim is analysed before somebody decides (M-88); both amounts in fen.

    >>> needs_analysis(ComplaintClass.VALID, 50_000, 50_000), needs_analysis(ComplaintClass.MAJOR, 0, 50_000)
    (False, True)
    """
    return found is ComplaintClass.MAJOR or paid > limit


def complaint_class(wanted: ComplaintClass, verdict: Verdict, channel: ComplaintChannel) -> ComplaintClass:
    """The class of a judged complaint; an established one from headquarters or the media is major (M-06).

    Raises:
        ClassContradicts: established and invalid, or not established and anything else.
    """
    if (verdict is Verdict.NOT_ESTABLISHED) is not (wanted is ComplaintClass.INVALID):
        raise ClassContradicts(verdict=verdict.value, complaint_class=wanted.value)
    if verdict is Verdict.ESTABLISHED and channel in (ComplaintChannel.HQ, ComplaintChannel.MEDIA):
        return ComplaintClass.MAJOR
    return wanted


def number(branch_id: str, year: int, running: int) -> str:
    """``C26-GG01-0001``: consecutive per branch and year."""
    return f"C{year % 100:02d}-{branch_id}-{running:04d}"
