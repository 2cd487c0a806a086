"""A complaint on its way: intake, judgement, investigation, proposals, decision, execution, visit, summary."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import col, select

from services.customer_service.domain.complaints import (
    COMMUNICATIVE,
    AnalysisNeeded,
    CompensationTooHigh,
    ComplaintAction,
    ComplaintClass,
    ComplaintState,
    ExplanationNeeded,
    MajorIncomplete,
    Nature,
    NoSuchOption,
    PromiseInPast,
    Turned,
    Verdict,
    VisitInPerson,
    complaint_class,
    needs_analysis,
    number,
)
from services.customer_service.domain.contacts import VISITED, Answer, Channel
from services.customer_service.domain.delays import limit_of
from services.customer_service.models import Complaint, ComplaintNumber, OrderCopy
from services.customer_service.queries.branches import the_branch
from services.customer_service.schemas.complaints import (
    AnalysisIn,
    ComplaintIn,
    DecisionIn,
    ExecutionIn,
    InvestigationIn,
    JudgementIn,
    ProgressIn,
    ProposalsIn,
    RevisitIn,
)
from services.customer_service.service import complaint_hands as hands
from services.customer_service.service import planning
from services.customer_service.service.complaint_log import tell, write
from services.customer_service.service.numbers import next_number
from services.customer_service.service.policy import policy
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish


async def open_complaint(session: AsyncSession, who: Principal, body: ComplaintIn) -> Complaint:
    """Register a complaint from any department; answered within fifteen minutes (CS-30, CS-32, M-10, M-22).

    Raises:
        FactNotArrived: the order has not been heard of here.
        NotFound: the branch is not the caller's.
        PromiseInPast: it was promised for a time that is over.
    """
    if body.order_id is not None:
        await arrived(session, OrderCopy, body.order_id)
    who.require_branch(body.branch_id)
    branch, now = await the_branch(session, body.branch_id), clock.now()
    year = branch.today(now).year
    running = await next_number(session, ComplaintNumber, body.branch_id, year)
    turns_valid = hands.working_days_later(branch, now, policy().complaint_working_days)
    complaint = Complaint(
        id=new_id(),
        number=number(body.branch_id, year, running),
        state=ComplaintState.RECEIVED,
        received_at=now,
        received_by=who.staff_id,
        answer_due_at=hands.answer_by(now),
        turns_valid_at=turns_valid if body.nature in COMMUNICATIVE else None,
        **body.model_dump() | {"resolve_by": hands.same_day(branch, now), "department": _routed(body)},
    )
    _promise(complaint, body.resolve_by, now)
    session.add(complaint)
    write(session, complaint, who.staff_id, "OPENED", channel=body.channel.value, nature=body.nature.value)
    await _again(session, complaint)
    if complaint.about_customer_service:
        await hands.tell_outside(session, complaint)
    await hands.keep_informed(session, complaint)
    publish(session, complaint.opened(), version=1)
    return complaint


def _routed(body: ComplaintIn) -> str | None:
    """The department that is named, or the one that complaints of that kind go to (M-51)."""
    if body.department is not None or body.cause_kind is None or body.about_customer_service:
        return body.department
    return policy().complaint_routing.get(body.cause_kind)


async def _again(session: AsyncSession, complaint: Complaint) -> None:
    """Whoever complains again, or about the same order, makes earlier communicative complaints valid (M-02)."""
    same = [
        col(column) == value
        for column, value in (
            (Complaint.order_id, complaint.order_id),
            (Complaint.complainant_person_id, complaint.complainant_person_id),
        )
        if value is not None
    ]
    if not same:
        return
    earlier = await session.exec(
        select(Complaint)
        .where(
            or_(*same),
            col(Complaint.id) != complaint.id,
            col(Complaint.turns_valid_at).is_not(None),
        )
        .with_for_update()
    )
    for other in earlier:
        _turn_valid(session, other, Turned.AGAIN)


async def turn_valid_when_late(session: AsyncSession, now: datetime) -> None:
    """Communicative complaints past their deadline become valid (M-02)."""
    late = await session.exec(
        select(Complaint).where(col(Complaint.turns_valid_at) <= now).with_for_update(skip_locked=True)
    )
    for complaint in late:
        _turn_valid(session, complaint, Turned.LATE)


def _turn_valid(session: AsyncSession, complaint: Complaint, why: Turned) -> None:
    was, complaint.nature, complaint.turns_valid_at = complaint.nature, Nature.VALID, None
    complaint.version += 1
    write(session, complaint, "system", "TURNED_VALID", was=was.value, why=why.value)


async def tell_progress(session: AsyncSession, who: Principal, complaint_id: UUID, body: ProgressIn) -> Complaint:
    """Keep what the complainant was told and promised; the first one is the first answer (M-11, M-17, M-22).

    Raises:
        PromiseInPast: it was promised for a time that is over.
    """
    complaint = await _open(session, who, complaint_id)
    _promise(complaint, body.resolve_by, clock.now())
    await tell(session, complaint, who.staff_id, body.note, channel=body.channel, resolve_by=body.resolve_by)
    return complaint


async def judge(session: AsyncSession, who: Principal, complaint_id: UUID, body: JudgementIn) -> Complaint:
    """Established or not; not established is explained, else its handler is told (CS-33, M-04, M-06, M-08, M-10).

    Raises:
        ClassContradicts: verdict and class do not fit.
        NotYourComplaint, MajorNeedsManager, OwnDepartment: not for this caller.
        ExplanationNeeded: not established without an explanation.
    """
    complaint = await _open(session, who, complaint_id)
    found = complaint_class(body.complaint_class, body.verdict, complaint.channel)
    hands.require_coordinator(who, complaint, found)
    if body.verdict is Verdict.NOT_ESTABLISHED and not body.explanation:
        raise ExplanationNeeded
    established = body.verdict is Verdict.ESTABLISHED
    complaint.verdict, complaint.complaint_class = body.verdict, found
    complaint.responsible_department = body.responsible_department or complaint.department
    complaint.explanation = body.explanation
    complaint.move(ComplaintAction.ESTABLISH if established else ComplaintAction.EXPLAIN)
    write(session, complaint, who.staff_id, "JUDGED", verdict=body.verdict.value, complaint_class=found.value)
    publish(session, complaint.judged(body.verdict, found), version=complaint.version)
    if established:
        await hands.name_handler(session, complaint, body.handler_id)
    else:
        await hands.keep_informed(session, complaint)
    if found is ComplaintClass.MAJOR:
        await hands.tell_store_manager(session, complaint)
    return complaint


async def investigate(session: AsyncSession, who: Principal, complaint_id: UUID, body: InvestigationIn) -> Complaint:
    """Concrete cause, concrete person; a major one also measure and prevention (CS-34, M-04, M-15).

    Raises:
        MajorIncomplete: one of the four is missing.
    """
    complaint = await _handled(session, who, complaint_id)
    found = body.model_dump()
    missing = [name for name, value in found.items() if not value]
    if complaint.complaint_class is ComplaintClass.MAJOR and missing:
        raise MajorIncomplete(missing=", ".join(missing))
    complaint.move(ComplaintAction.INVESTIGATE)
    for name, value in found.items():
        setattr(complaint, name, value)
    write(session, complaint, who.staff_id, "INVESTIGATED", **found)
    return complaint


async def analyse(session: AsyncSession, who: Principal, complaint_id: UUID, body: AnalysisIn) -> Complaint:
    """Technique, cost, risk and proposed handling of the claim, before somebody decides (M-88)."""
    complaint = await _handled(session, who, complaint_id)
    complaint.move(ComplaintAction.ANALYSE)
    complaint.analysis = body.model_dump()
    write(session, complaint, who.staff_id, "ANALYSED", **body.model_dump())
    return complaint


async def propose(session: AsyncSession, who: Principal, complaint_id: UUID, body: ProposalsIn) -> Complaint:
    """The department's solutions (CS-35, M-04)."""
    complaint = await _handled(session, who, complaint_id)
    complaint.move(ComplaintAction.PROPOSE)
    complaint.options = list(body.options)
    write(session, complaint, who.staff_id, "PROPOSED", options=list(body.options))
    await hands.handled(session, complaint)
    return complaint


async def decide(session: AsyncSession, who: Principal, complaint_id: UUID, body: DecisionIn) -> Complaint:
    """The leader chooses one; money above the limit needs a permission of its own (CS-35, M-03).

    Raises:
        NoSuchOption: not among the proposals.
        CompensationTooHigh: above the caller's limit.
        AnalysisNeeded: a major one, or more than the limit, that was not analysed (M-88).
    """
    complaint = await _open(session, who, complaint_id, right="decide")
    require_compensation(who, body.compensation)
    if body.option > len(complaint.options):
        raise NoSuchOption(option=body.option)
    _require_analysis(complaint, body.compensation)
    decided = complaint.decided(who.staff_id, body.compensation)
    complaint.chosen_option = body.option
    paid = str(body.compensation) if body.compensation else None
    write(session, complaint, who.staff_id, "DECIDED", option=body.option, compensation=paid)
    publish(session, decided, version=complaint.version)
    return complaint


def _require_analysis(complaint: Complaint, compensation: Money | None) -> None:
    limit, paid = policy().compensation_limit, compensation.amount if compensation else 0
    if complaint.analysis is None and needs_analysis(complaint.complaint_class, paid, limit):
        raise AnalysisNeeded(limit=str(Money(amount=limit, currency=complaint.currency)))


def require_compensation(who: Principal, compensation: Money | None) -> None:
    """Refuse an amount above what the caller may promise (M-03, M-34).

    Raises:
        CompensationTooHigh: it is.
    """
    if compensation is not None and not may_promise(who, compensation.amount):
        limit = limit_of(policy().compensation_limits, who.roles)
        raise CompensationTooHigh(limit=str(Money(amount=limit, currency=compensation.currency)))


def may_promise(who: Principal, fen: int) -> bool:
    """Whether the caller may promise that much without anybody else's word (M-34)."""
    unlimited = who.may("customer_service.compensation.unlimited")
    return unlimited or fen <= limit_of(policy().compensation_limits, who.roles)


async def execute(session: AsyncSession, who: Principal, complaint_id: UUID, body: ExecutionIn) -> Complaint:
    """Carried out, and the customer signed that it is accepted; a visit follows (CS-36, N-22)."""
    complaint = await _open(session, who, complaint_id)
    complaint.move(ComplaintAction.EXECUTE)
    drawn = body.signature_image
    complaint.signature_digest = hashlib.sha256(drawn).hexdigest() if drawn is not None else None
    complaint.paper_scan_id = body.paper_scan_id
    complaint.penalty = body.penalty or complaint.penalty
    complaint.rounds += 1
    signed = "drawn" if drawn is not None else "on paper"
    write(session, complaint, who.staff_id, "EXECUTED", signed=signed, penalty=body.penalty)
    await session.flush()
    await hands.keep_informed(session, complaint)
    await hands.plan_visit(session, complaint)
    return complaint


async def revisit(session: AsyncSession, who: Principal, complaint_id: UUID, body: RevisitIn) -> Complaint:
    """Ask whether the result satisfies; a major one is visited in person (N-22, M-12).

    Raises:
        VisitInPerson: a major complaint by another channel.
    """
    complaint = await _open(session, who, complaint_id)
    _require_in_person(complaint, body.channel)
    await _visited(session, who, complaint, body.answer, body.channel, body.note)
    await planning.end_complaint_visit(session, complaint.id, VISITED)
    return complaint


def _require_in_person(complaint: Complaint, channel: Channel) -> None:
    if complaint.complaint_class is ComplaintClass.MAJOR and channel is not Channel.IN_PERSON:
        raise VisitInPerson


async def visited(session: AsyncSession, who: Principal, complaint_id: UUID, answer: Answer, channel: Channel) -> None:
    """The contact N-22 was answered; of a major complaint by a manager and in person, as by ``revisit`` (M-12).

    Raises:
        VisitInPerson: a major complaint by another channel.
        MajorNeedsManager: a major complaint visited by an agent.
    """
    complaint = await get_or_404(session, Complaint, complaint_id, lock=True)
    if complaint.state is not ComplaintState.SIGNED:
        return
    if complaint.complaint_class is ComplaintClass.MAJOR:
        hands.require_coordinator(who, complaint)
        _require_in_person(complaint, channel)
    await _visited(session, who, complaint, answer, channel, None)


async def _visited(
    session: AsyncSession, who: Principal, complaint: Complaint, answer: Answer, channel: Channel, note: str | None
) -> None:
    unhappy = answer is Answer.DISSATISFIED
    complaint.move(ComplaintAction.REOPEN if unhappy else ComplaintAction.CONTENT)
    complaint.visit_answer = answer.value
    if unhappy:
        branch = await the_branch(session, complaint.branch_id)
        complaint.put_right_by = hands.put_right_by(branch)
        await session.flush()
        await hands.tell_handler(session, complaint)
        await hands.keep_informed(session, complaint)
    write(session, complaint, who.staff_id, "VISITED", answer=answer.value, channel=channel.value, note=note)


async def summarise(session: AsyncSession, who: Principal, complaint_id: UUID, summary: str) -> Complaint:
    """Close and file it with what was learned (CS-37); a major one not by an agent (M-08)."""
    complaint = await _open(session, who, complaint_id)
    closed = complaint.closed(summary, clock.now())
    write(session, complaint, who.staff_id, "CLOSED", outcome=complaint.state.value)
    publish(session, closed, version=complaint.version)
    return complaint


async def _open(session: AsyncSession, who: Principal, complaint_id: UUID, *, right: str = "judge") -> Complaint:
    complaint = await get_or_404(session, Complaint, complaint_id, lock=True)
    hands.require_coordinator(who, complaint, right=right)
    return complaint


async def _handled(session: AsyncSession, who: Principal, complaint_id: UUID) -> Complaint:
    complaint = await get_or_404(session, Complaint, complaint_id, lock=True)
    hands.require_handler(who, complaint)
    return complaint


def _promise(complaint: Complaint, resolve_by: datetime | None, now: datetime) -> None:
    if resolve_by is None:
        return
    if resolve_by <= now:
        raise PromiseInPast
    complaint.resolve_by = resolve_by
