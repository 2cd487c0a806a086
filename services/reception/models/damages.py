"""Damage to customers' property."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from services.reception.domain.damages import DAMAGE, DamageAction, DamageKind, DamageState, MadeGood, check_offer
from services.reception.domain.orders import SelfApproval
from services.reception.models.base import Base, fen
from shared.contracts.reception import DamageClosed, DamageDecided, DamageMadeGood, DamageOffered, DamageReported
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, moment, words


class DamageReport(Base, BranchRow, table=True):
    """财产损坏/丢失登记: what happened to a customer's thing, and how it is made good (M-21)."""

    __tablename__ = "damage_report"
    __table_args__ = (
        Index("damage_report_state", "branch_id", "state", "reported_at", "id"),
        Index("damage_report_refund", "refund_id", unique=True, postgresql_where=text("refund_id IS NOT NULL")),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    work_order_id: UUID | None = Field(default=None, foreign_key="work_order.id", index=True)
    number: str = Field(max_length=32, unique=True)
    kind: DamageKind = words(DamageKind)
    thing: str = Field(max_length=200)
    happened: str = Field(max_length=2000)
    responsible_id: str | None = Field(default=None, max_length=40)
    reported_by: str = Field(max_length=40)
    reported_at: datetime = moment()
    state: DamageState = words(DamageState, default=DamageState.REPORTED)
    how: MadeGood | None = words(MadeGood, default=None, nullable=True)
    currency: str = Field(max_length=3)
    amount: int = fen(default=0)
    terms: str = Field(default="", max_length=2000)
    offered_by: str | None = Field(default=None, max_length=40)
    offered_at: datetime | None = moment(nullable=True)
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    refusal: str = Field(default="", max_length=2000)
    refund_id: UUID | None = Field(default=None, foreign_key="refund.id")
    signature_name: str | None = Field(default=None, max_length=200)
    finding: str = Field(default="", max_length=2000)
    closed_by: str | None = Field(default=None, max_length=40)
    closed_at: datetime | None = moment(nullable=True)
    version: int = 1

    @property
    def money(self) -> Money:
        """What is offered."""
        return Money(amount=self.amount, currency=self.currency)

    def _about(self) -> dict[str, Any]:
        return {"branch_id": self.branch_id, "order_id": self.order_id, "damage_id": self.id}

    def _do(self, action: DamageAction) -> None:
        self.state = DAMAGE.after(self.state, action)
        self.version += 1

    def reported(self) -> DamageReported:
        """The fact that it happened."""
        return DamageReported(**self._about(), damage_number=self.number, kind=self.kind, thing=self.thing)

    def offer(self, how: MadeGood, amount: int, terms: str, by: str, at: datetime) -> DamageOffered:
        """What was agreed with the customer; another offer replaces it until it is decided, and waits for its own word.

        Raises:
            AmountMissing: money without an amount.
        """
        check_offer(how, amount)
        self._do(DamageAction.OFFER)
        self.how, self.amount, self.terms, self.offered_by, self.offered_at = how, amount, terms, by, at
        self.decided_by, self.decided_at, self.refusal = None, None, ""
        return DamageOffered(
            **self._about(), damage_number=self.number, thing=self.thing, how=how, amount=self.money, offered_by=by
        )

    def decide(self, by: str, at: datetime, refusal: str | None) -> DamageDecided:
        """The store manager's word, a no with its reason; nobody approves his own offer.

        Raises:
            SelfApproval: whoever made the offer.
        """
        approved = refusal is None
        after = DAMAGE.after(self.state, DamageAction.APPROVE if approved else DamageAction.REJECT)
        if by == self.offered_by:
            raise SelfApproval
        self.state, self.decided_by, self.decided_at, self.refusal = after, by, at, refusal or ""
        self.version += 1
        return DamageDecided(**self._about(), approved=approved, decided_by=by, reason=self.refusal)

    def make_good(self, signature: str, refund_id: UUID | None, by: str, at: datetime) -> DamageMadeGood:
        """The customer has it and signs."""
        self._do(DamageAction.MAKE_GOOD)
        self.signature_name, self.refund_id, self.closed_by, self.closed_at = signature, refund_id, by, at
        # What was approved has an offer.
        return DamageMadeGood(**self._about(), how=cast(MadeGood, self.how), amount=self.money)

    def close(self, finding: str, by: str, at: datetime) -> DamageClosed:
        """Nothing is owed for it."""
        self._do(DamageAction.CLOSE)
        self.finding, self.closed_by, self.closed_at = finding, by, at
        return DamageClosed(**self._about(), finding=finding)
