"""Points from own spending and from referrals; levels (CS-20, A-26)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from pydantic_core import to_json
from sqlalchemy import ARRAY, Executable, Uuid, any_, bindparam
from sqlmodel import col, select

from services.customer_service.domain.members import Level, level_of, new_referral_code, points_for, rank
from services.customer_service.models import Base, Member, OrderCopy, PointsEntry, Spending
from services.customer_service.service.policy import policy
from shared.contracts.base import Event
from shared.contracts.customer_service import MemberUpgraded, PointsGranted
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
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish
from shared.kit.tables import insert_rows

SPENT, VOIDED, REFUNDED, REFERRED = "SPENT", "VOIDED", "REFUNDED", "REFERRED"

KEYS = bindparam("keys", type_=ARRAY(Uuid))
MEMBERS = select(Member).where(col(Member.person_id) == any_(KEYS)).order_by(col(Member.person_id)).with_for_update()
OPEN_SPENDING = select(Spending).where(col(Spending.order_id) == any_(KEYS), col(Spending.person_id).is_(None))
SPENDING = select(Spending).where(col(Spending.id) == any_(KEYS))
THANKED = select(PointsEntry.id).where(col(PointsEntry.id) == any_(KEYS))
NEW_CODES = insert_rows(Base.metadata.tables["referral_code"], "person_id", "code").on_conflict_do_nothing()


class Ledger:
    """Members, and the money and thanks that a run of facts counts for them.

    New rows belong to the session and are written with it; the codes of new customers by ``write``.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._members: dict[UUID, Member] = {}
        self._spending: dict[UUID, Spending] = {}
        self._open: dict[UUID, list[Spending]] = defaultdict(list)
        self._thanked: set[UUID] = set()
        self._customers: set[str] = set()

    @classmethod
    async def of(cls, session: AsyncSession, events: Sequence[Event], orders: Iterable[OrderCopy]) -> Ledger:
        """What is known of the people of these orders and of the money that the facts are about."""
        ledger = cls(session)
        settled = {event.order_id for event in events if isinstance(event, MONEY | ORDERED)}
        for row in await ledger._read(OPEN_SPENDING, settled):
            ledger._keep(row)
        for row in await ledger._read(SPENDING, {key for event in events for key in _keys(event)}):
            ledger._keep(row)
        shot = {uuid5(event.order_id, REFERRED) for event in events if isinstance(event, ShootCompleted)}
        ledger._thanked = set(await ledger._read(THANKED, shot))
        for member in await ledger._read(MEMBERS, _people(events, orders)):
            ledger._members[member.person_id] = member
        return ledger

    async def _read(self, statement: Executable, keys: Collection[UUID]) -> Sequence[Any]:
        return (await self._session.execute(statement, {"keys": list(keys)})).scalars().all() if keys else ()

    def _keep(self, row: Spending) -> None:
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
            row = Spending(
                id=key, branch_id=event.branch_id, order_id=event.order_id, amount=amount, reason=reason, at=event.at
            )
            self._session.add(row)
            self._keep(row)
        return True

    def _settle(self, order_id: UUID, order: OrderCopy | None) -> None:
        """Credit what was spent on the order to its first person, as soon as the order is known."""
        if order is None or not order.person_ids:
            return
        self._customers.update(order.person_ids)
        person_id = UUID(order.person_ids[0])
        for row in sorted(self._open.pop(order_id, ()), key=lambda row: (row.at, row.id)):
            row.person_id = person_id
            member = self._member(person_id)
            points = points_for(member.spent, member.spent + row.amount, policy().fen_per_point)
            member.spent += row.amount
            self._grant(member, points, row.reason, row.at, order)

    def _thank_referrer(self, event: ShootCompleted, order: OrderCopy | None) -> None:
        """Points for who recommended us, once, after the referred order's shoot (A-26); not for himself."""
        if order is None or order.referrer_person_id is None or str(order.referrer_person_id) in order.person_ids:
            return
        key = uuid5(event.order_id, REFERRED)
        if key not in self._thanked:
            self._thanked.add(key)
            member = self._member(order.referrer_person_id)
            self._grant(member, policy().referral_points, REFERRED, event.at, order, key)

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
        entry = PointsEntry(
            id=key or uuid5(member.person_id, f"{order.order_id} {member.version}"),
            person_id=member.person_id,
            at=at,
            points=points,
            balance=member.points,
            reason=reason,
            order_id=order.order_id,
        )
        self._session.add(entry)
        told = entry.model_dump(include={"person_id", "points", "balance", "reason", "order_id"})
        publish(self._session, PointsGranted(branch_id=order.branch_id, **told), version=member.version)
        reached = level_of(member.points)
        if rank(reached) > rank(member.level):
            upgraded = MemberUpgraded(branch_id=order.branch_id, person_id=member.person_id, level=reached.value)
            publish(self._session, upgraded, version=member.version)
        member.level = reached

    async def write(self) -> None:
        """Everybody who ordered can recommend us (PCK-08)."""
        if self._customers:
            rows = [{"person_id": person, "code": new_referral_code()} for person in sorted(self._customers)]
            await self._session.execute(NEW_CODES, {"rows": to_json(rows).decode()})


MONEY = PaymentReceived | ReceiptVoided | RefundMade
ORDERED = OrderPlaced | OrderBooked | OrderAmended


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
    """Everybody whom the facts could concern."""
    people: set[UUID] = set()
    for order in orders:
        people.update(UUID(person) for person in order.person_ids)
        if order.referrer_person_id is not None:
            people.add(order.referrer_person_id)
    for event in events:
        if isinstance(event, ORDERED):
            people.update(event.content.person_ids)
            if event.content.referrer_person_id is not None:
                people.add(event.content.referrer_person_id)
    return people
