"""Points from own spending and from referrals; levels (CS-20, A-26)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from pydantic_core import to_json
from sqlalchemy import ARRAY, Executable, Uuid, and_, any_, bindparam, or_
from sqlmodel import col, select

from services.customer_service.domain import rules
from services.customer_service.domain.members import (
    Level,
    RewardKind,
    level_of,
    new_referral_code,
    points_for,
    rank,
    reward_for,
)
from services.customer_service.domain.planned import order_of
from services.customer_service.models import Base, CashReward, Member, OrderCopy, PointsEntry, ReferralCode
from services.customer_service.service.policy import policy
from shared.contracts.base import Event
from shared.contracts.customer_service import CashBackEarned, MemberUpgraded, PointsGranted, ReferralCodeIssued
from shared.contracts.reception import (
    OrderAmended,
    OrderBooked,
    OrderPlaced,
    PaymentReceived,
    ReceiptForm,
    ReceiptVoided,
    RefundMade,
)
from shared.contracts.scheduling import ShootCompleted
from shared.contracts.values import Money
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish
from shared.kit.straight import Straight
from shared.kit.tables import insert_rows

SPENT, VOIDED, REFUNDED, REFERRED = "SPENT", "VOIDED", "REFUNDED", "REFERRED"

KEYS = bindparam("keys", type_=ARRAY(Uuid))
MEMBERS = select(Member).where(col(Member.person_id) == any_(KEYS)).order_by(col(Member.person_id)).with_for_update()
SPENDING = Base.metadata.tables["spending"]
UNSETTLED = and_(SPENDING.c.order_id == any_(bindparam("orders", type_=ARRAY(Uuid))), SPENDING.c.person_id.is_(None))
SPENDING_OF = Straight(SPENDING.select().where(or_(UNSETTLED, SPENDING.c.id == any_(KEYS))))
COUNTED = insert_rows(SPENDING, rows="spent")
COUNTED = COUNTED.on_conflict_do_update(index_elements=["id"], set_={"person_id": COUNTED.excluded["person_id"]})
NEW_POINTS = insert_rows(Base.metadata.tables["points_entry"], rows="points")
THANKED = select(PointsEntry.id).where(col(PointsEntry.id) == any_(KEYS))
REWARDED = select(CashReward.order_id).where(col(CashReward.order_id) == any_(KEYS))
WANT_CASH = select(ReferralCode.person_id).where(
    col(ReferralCode.person_id) == any_(KEYS), col(ReferralCode.reward) == RewardKind.CASH
)
CODES = Base.metadata.tables["referral_code"]
NEW_CODES = insert_rows(CODES, "person_id", "code", "reward", rows="codes").on_conflict_do_nothing()
WRITTEN = Straight(
    NEW_CODES.returning(CODES.c.person_id, CODES.c.code).add_cte(COUNTED.cte("counted"), NEW_POINTS.cte("new_points"))
)
"""Returns the codes that were not there before."""


@dataclass(slots=True)
class Spent:
    """Money that counts for points; ``person_id`` once the order is known."""

    id: UUID
    branch_id: str
    order_id: UUID
    amount: int
    reason: str
    at: datetime
    person_id: UUID | None = None

    def row(self) -> dict[str, Any]:
        """How it is written down."""
        return {name: getattr(self, name) for name in self.__slots__}


class Ledger:
    """Members, and the money and thanks that a run of facts counts for them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._members: dict[UUID, Member] = {}
        self._spending: dict[UUID, Spent] = {}
        self._open: dict[UUID, list[Spent]] = defaultdict(list)
        self._changed: dict[UUID, Spent] = {}
        self._entries: list[dict[str, Any]] = []
        self._thanked: set[UUID] = set()
        self._want_cash: set[UUID] = set()
        self._customers: dict[str, str] = {}

    @classmethod
    async def of(cls, session: AsyncSession, events: Sequence[Event], orders: Iterable[OrderCopy]) -> Ledger:
        """What is known of the people of these orders and of the money that the facts are about."""
        ledger = cls(session)
        settled = {order_of(event) for event in events if type(event) in MONEY | ORDERED}
        keys = {key for event in events for key in _keys(event)}
        if settled or keys:
            for row in await SPENDING_OF(session, orders=list(settled), keys=list(keys)):
                ledger._keep(Spent(**row))
        counted = {order_of(event) for event in events if rules.may_plan(event) or type(event) in MONEY}
        counted |= ledger._open.keys()
        people = _people(
            [event for event in events if order_of(event) in counted],
            [order for order in orders if order.order_id in counted],
        )
        shot = {event.order_id for event in events if isinstance(event, ShootCompleted)}
        if shot:
            entries = {uuid5(order_id, REFERRED): order_id for order_id in shot}
            thanked = {entries[row.id] for row in await ledger._read(THANKED, entries)}
            ledger._thanked = thanked | {row.order_id for row in await ledger._read(REWARDED, shot)}
            ledger._want_cash = {row.person_id for row in await ledger._read(WANT_CASH, people)}
        ledger._members = {row[0].person_id: row[0] for row in await ledger._read(MEMBERS, people)}
        return ledger

    async def _read(self, statement: Executable, keys: Collection[UUID]) -> Sequence[Any]:
        return (await self._session.execute(statement, {"keys": list(keys)})).all() if keys else ()

    def _keep(self, row: Spent) -> None:
        if row.id not in self._spending:
            self._spending[row.id] = row
            if row.person_id is None:
                self._open[row.order_id].append(row)

    def is_member(self, person_id: UUID) -> bool:
        """Whether the person has reached a level."""
        member = self._members.get(person_id)
        return member is not None and member.level is not Level.NONE

    def note(self, event: Event, order: OrderCopy | None) -> None:
        """Count what the fact is worth; ``order`` is the copy, None when nothing was heard of it."""
        match event:
            case PaymentReceived() | ReceiptVoided() | RefundMade():
                if self._note_money(event):
                    self._settle(event.order_id, order)
            case OrderPlaced() | OrderBooked() | OrderAmended():
                self._settle(event.order_id, order)
            case ShootCompleted():
                self._thank_referrer(event, order)

    def _note_money(self, event: PaymentReceived | ReceiptVoided | RefundMade) -> bool:
        """Keep money that counts; deposits for things are no spending."""
        match event:
            case PaymentReceived():
                key, amount, reason = event.receipt_id, event.amount.amount, SPENT
                if event.form is ReceiptForm.DEPOSIT:
                    return False
            case ReceiptVoided():
                receipt = self._spending.get(event.receipt_id)
                if receipt is None:
                    return False
                key, amount, reason = uuid5(event.receipt_id, VOIDED), -receipt.amount, VOIDED
            case RefundMade():
                key, amount, reason = event.refund_id, -event.amount.amount, REFUNDED
        if key not in self._spending:
            row = Spent(key, event.branch_id, event.order_id, amount, reason, event.at)
            self._changed[key] = row
            self._keep(row)
        return True

    def _settle(self, order_id: UUID, order: OrderCopy | None) -> None:
        """Credit what was spent on the order to its first person, as soon as the order is known."""
        if order is None or not order.person_ids:
            return
        for person in order.person_ids:
            self._customers.setdefault(person, order.branch_id)
        person_id = UUID(order.person_ids[0])
        for row in sorted(self._open.pop(order_id, ()), key=lambda row: (row.at, row.id)):
            row.person_id = person_id
            self._changed[row.id] = row
            member = self._member(person_id)
            points = points_for(member.spent, member.spent + row.amount, policy().fen_per_point)
            member.spent += row.amount
            self._grant(member, points, row.reason, row.at, order)

    def _thank_referrer(self, event: ShootCompleted, order: OrderCopy | None) -> None:
        """Points or money for who recommended us, once, after the referred order's shoot (A-26); not for himself."""
        if order is None or order.referrer_person_id is None or str(order.referrer_person_id) in order.person_ids:
            return
        if event.order_id in self._thanked:
            return
        self._thanked.add(event.order_id)
        rule = reward_for(policy().referral_rewards, wedding=order.category is not None and order.category.is_wedding)
        if order.referrer_person_id in self._want_cash and rule.cash > 0:
            self._owe(order, order.referrer_person_id, rule.cash, event.at)
        else:
            key = uuid5(event.order_id, REFERRED)
            self._grant(self._member(order.referrer_person_id), rule.points, REFERRED, event.at, order, key)

    def _owe(self, order: OrderCopy, referrer: UUID, cash: int, at: datetime) -> None:
        earned = CashBackEarned(
            branch_id=order.branch_id,
            order_id=order.order_id,
            person_id=referrer,
            amount=Money(amount=cash, currency=order.currency),
        )
        row = CashReward(order_id=order.order_id, person_id=referrer, amount=cash, currency=order.currency, at=at)
        self._session.add(row)
        publish(self._session, earned, version=1)

    def _member(self, person_id: UUID) -> Member:
        member = self._members.get(person_id)
        if member is None:
            member = self._members[person_id] = Member(person_id=person_id, level=Level.NONE)
            self._session.add(member)
        return member

    def _grant(
        self, member: Member, points: int, reason: str, at: datetime, order: OrderCopy, key: UUID | None = None
    ) -> None:
        if points == 0:
            return
        member.points += points
        member.version += 1
        told = {
            "person_id": member.person_id,
            "points": points,
            "balance": member.points,
            "reason": reason,
            "order_id": order.order_id,
        }
        entry_id = key or uuid5(member.person_id, f"{order.order_id} {member.version}")
        self._entries.append({"id": entry_id, "at": at, **told})
        publish(self._session, PointsGranted(branch_id=order.branch_id, **told), version=member.version)
        reached = level_of(member.points, policy().levels)
        if rank(reached) > rank(member.level):
            upgraded = MemberUpgraded(branch_id=order.branch_id, person_id=member.person_id, level=reached.value)
            publish(self._session, upgraded, version=member.version)
        member.level = reached

    async def write(self) -> None:
        """Write what was counted; everybody who ordered can recommend us (PCK-08), and reception is told the code."""
        codes = [
            {"person_id": person, "code": new_referral_code(), "reward": RewardKind.POINTS}
            for person in sorted(self._customers)
        ]
        rows = {"codes": codes, "spent": [row.row() for row in self._changed.values()], "points": self._entries}
        if not any(rows.values()):
            return
        given = {name: to_json(some).decode() for name, some in rows.items()}
        for person_id, code in await WRITTEN(self._session, **given):
            issued = ReferralCodeIssued(branch_id=self._customers[str(person_id)], person_id=person_id, code=code)
            publish(self._session, issued, version=1)


MONEY: frozenset[type[Event]] = frozenset({PaymentReceived, ReceiptVoided, RefundMade})
ORDERED: frozenset[type[Event]] = frozenset({OrderPlaced, OrderBooked, OrderAmended})
"""Looked up by the fact's own class: asking whether it is an instance takes ten times as long."""


def _keys(event: Event) -> Iterable[UUID]:
    match event:
        case PaymentReceived():
            return (event.receipt_id,)
        case ReceiptVoided():
            return event.receipt_id, uuid5(event.receipt_id, VOIDED)
        case RefundMade():
            return (event.refund_id,)
    return ()


def _people(events: Sequence[Event], orders: Iterable[OrderCopy]) -> set[UUID]:
    """Everybody whom these facts could concern."""
    people: set[UUID] = set()
    for order in orders:
        people.update(UUID(person) for person in order.person_ids)
        if order.referrer_person_id is not None:
            people.add(order.referrer_person_id)
    for event in events:
        if isinstance(event, OrderPlaced | OrderBooked | OrderAmended):
            people.update(event.content.person_ids)
            if event.content.referrer_person_id is not None:
                people.add(event.content.referrer_person_id)
    return people
