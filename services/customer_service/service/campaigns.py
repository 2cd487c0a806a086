"""Planning special visits to a chosen group, and stopping them (N-23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, time
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, select

from services.customer_service.domain.campaigns import (
    TEMPLATES,
    Customer,
    check_days,
    days_for,
    due_on,
    once_each,
    rule_of,
)
from services.customer_service.domain.contacts import NO_CAMPAIGNS, STOPPED, ContactKind
from services.customer_service.domain.planned import Planned
from services.customer_service.domain.rule import Plan
from services.customer_service.domain.situation import Situation
from services.customer_service.models import (
    Campaign,
    CampaignCustomer,
    CampaignOptOut,
    Contact,
    OrderCopy,
)
from services.customer_service.queries.branches import the_branch
from services.customer_service.queries.campaigns import add_progress, customers_of, opted_out
from services.customer_service.queries.contacts import text_parameters
from services.customer_service.queries.texts import the_text
from services.customer_service.schemas.campaigns import CampaignIn, CampaignOut, CampaignPreview, OptOutOut
from services.customer_service.service import planning
from services.customer_service.service.orders import facts_of
from services.customer_service.service.policy import policy
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who would be contacted on which day, and how many orders were passed over."""

    branch: Branch
    days: list[tuple[Customer, date]]
    left_out: int


async def _choose(session: AsyncSession, who: Principal, wanted: CampaignIn) -> Chosen:
    who.require_branch(wanted.branch_id)
    branch = await the_branch(session, wanted.branch_id)
    rule_of(wanted.kind, ContactKind(wanted.channel))
    check_days(wanted.first_day, wanted.last_day, branch.today())
    fitting = await customers_of(session, branch, wanted)
    chosen = once_each(fitting, await opted_out(session))
    days = days_for(wanted.kind, chosen, branch, wanted.first_day, wanted.last_day, wanted.per_day)
    return Chosen(branch, days, len(fitting) - len(chosen))


async def preview_campaign(session: AsyncSession, who: Principal, wanted: CampaignIn) -> CampaignPreview:
    """How many customers it would be and what they would hear; nothing is kept.

    Raises:
        NotFound: not the caller's branch.
        DaysWrong, NobodyMeant, TooMany, SurveyIsAsked.
    """
    chosen = await _choose(session, who, wanted)
    words = await the_text(session, TEMPLATES[wanted.kind], wanted.branch_id)
    known = text_parameters({"occasion": wanted.occasion, "offer": wanted.offer}, None, chosen.branch)
    return CampaignPreview(
        customers=len(chosen.days),
        left_out=chosen.left_out,
        last_contact_on=max(day for _, day in chosen.days),
        zh=words.render("zh", known),
        en=words.render("en", known),
    )


async def start_campaign(session: AsyncSession, who: Principal, wanted: CampaignIn) -> CampaignOut:
    """Plan one contact for each customer of the group, spread over the days (N-23).

    Raises:
        NotFound: not the caller's branch.
        DaysWrong, NobodyMeant, TooMany, SurveyIsAsked.
    """
    chosen = await _choose(session, who, wanted)
    row = Campaign(
        id=new_id(),
        **wanted.model_dump(exclude={"stages", "categories", "channel"}),
        channel=ContactKind(wanted.channel),
        stages=[stage.value for stage in wanted.stages],
        categories=[category.value for category in wanted.categories],
        customers=len(chosen.days),
        started_by=who.staff_id,
        started_at=clock.now(),
    )
    session.add(row)
    await session.flush()
    planned = [await _planned(session, row, chosen.branch, customer, day) for customer, day in chosen.days]
    await planning.write(session, planned)
    session.add_all(
        CampaignCustomer(campaign_id=row.id, person_id=UUID(person), contact_id=one.id, branch_id=row.branch_id)
        for one, (customer, _) in zip(planned, chosen.days, strict=True)
        for person in customer.people
    )
    await session.flush()
    publish(session, row.started(), version=1)
    shown = CampaignOut.of(row)
    await add_progress(session, [shown])
    return shown


async def _planned(session: AsyncSession, row: Campaign, branch: Branch, customer: Customer, day: date) -> Planned:
    now = clock.now()
    plan = Plan(
        rule_of(row.kind, row.channel),
        due_on(day, policy().call_hour, branch, now).astimezone(UTC),
        f"campaign:{row.id}:{customer.order_id}",
        branch.at(row.last_day, time(20)).astimezone(UTC),
        None,
        {"occasion": row.occasion, "offer": row.offer},
    )
    order = await get_or_404(session, OrderCopy, customer.order_id, what="order")
    data = {"order_id": customer.order_id, "person_id": UUID(customer.people[0])}
    situation = Situation(plan.rule.id, now, data, branch, policy(), await facts_of(session, order))
    return Planned.of(new_id(), plan, situation)


async def stop_campaign(session: AsyncSession, who: Principal, campaign_id: UUID) -> CampaignOut:
    """Whoever was not contacted yet is not contacted any more.

    Raises:
        TransitionRefused: it was stopped before.
    """
    row = await get_or_404(session, Campaign, campaign_id, lock=True)
    publish(session, row.stop(who.staff_id, clock.now()), version=2)
    meant = select(CampaignCustomer.contact_id).where(CampaignCustomer.campaign_id == campaign_id)
    await planning.end_campaign(session, col(Contact.id).in_(meant), STOPPED)
    shown = CampaignOut.of(row)
    await session.flush()
    await add_progress(session, [shown])
    return shown


async def opt_out(session: AsyncSession, staff_id: str, order: OrderCopy) -> OptOutOut:
    """The people of the order want no special visits; those planned are cancelled, in the whole chain."""
    people = [UUID(person) for person in order.person_ids]
    rows = [
        {"person_id": person, "branch_id": order.branch_id, "noted_by": staff_id, "noted_at": clock.now()}
        for person in people
    ]
    if rows:
        await session.execute(insert(CampaignOptOut).values(rows).on_conflict_do_nothing())
        meant = select(CampaignCustomer.contact_id).where(col(CampaignCustomer.person_id).in_(people))
        await planning.end_campaign(session, col(Contact.id).in_(meant), NO_CAMPAIGNS)
    return OptOutOut(order_id=order.order_id, no_campaigns=True)


async def opt_out_order(session: AsyncSession, who: Principal, order_id: UUID) -> OptOutOut:
    """Note that the people of the order want none.

    Raises:
        FactNotArrived: the order has not been heard of here.
    """
    return await opt_out(session, who.staff_id, await arrived(session, OrderCopy, order_id))


async def opt_in_order(session: AsyncSession, order_id: UUID) -> OptOutOut:
    """They changed their minds; nothing is planned for what was missed.

    Raises:
        FactNotArrived: the order has not been heard of here.
    """
    order = await arrived(session, OrderCopy, order_id)
    people = [UUID(person) for person in order.person_ids]
    await session.execute(delete(CampaignOptOut).where(col(CampaignOptOut.person_id).in_(people)))
    return OptOutOut(order_id=order.order_id, no_campaigns=False)
