"""Referral codes as heard of, leads that came by one, and cash-backs (A-26)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from services.reception.domain.referrals import (
    CASH_BACK,
    LEAD,
    CashBackAction,
    CashBackSamePerson,
    CashBackState,
    LeadAction,
    LeadState,
)
from services.reception.models.base import Base, fen
from shared.contracts.reception import (
    CashBackDecided,
    CashBackPaid,
    CashBackRecorded,
    Category,
    LeadClosed,
    LeadReceived,
)
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, moment, words


class ReferralCode(Base, table=True):
    """Whose code it is, and of which branch its invitation speaks; customer service gives the codes out.

    Not under branch scope: a customer of one branch recommends to friends who go to another.
    """

    __tablename__ = "referral_code"
    __table_args__ = ({"info": {"scope": "service"}},)

    code: str = Field(primary_key=True, max_length=12)
    person_id: UUID = Field(unique=True)
    branch_id: str = Field(max_length=12)


class Lead(Base, BranchRow, table=True):
    """转介绍线索: somebody answered a customer's invitation and wants to be called (REC-09, A-26)."""

    __tablename__ = "lead"
    __table_args__ = (
        Index("lead_waiting", "branch_id", "person_id", unique=True, postgresql_where=text("state = 'WAITING'")),
        Index("lead_newest", "branch_id", "received_at", "id"),
    )

    id: UUID = Field(primary_key=True)
    code: str = Field(max_length=12, index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    referrer_person_id: UUID
    wish: str = Field(default="", max_length=2000)
    wanted_category: Category | None = words(Category, default=None, nullable=True)
    state: LeadState = words(LeadState, default=LeadState.WAITING)
    received_at: datetime = moment()
    visit_id: UUID | None = None
    closed_by: str | None = Field(default=None, max_length=40)
    closed_at: datetime | None = moment(nullable=True)
    reason: str | None = Field(default=None, max_length=2000)

    def received(self) -> LeadReceived:
        """The fact that it came; it names nobody."""
        return LeadReceived(branch_id=self.branch_id, lead_id=self.id, referrer_person_id=self.referrer_person_id)

    def come(self, visit_id: UUID, by: str, at: datetime) -> LeadClosed:
        """The friend came or telephoned: a visit of the register."""
        self.visit_id = visit_id
        return self._close(LeadAction.COME, by, at)

    def drop(self, reason: str, by: str, at: datetime) -> LeadClosed:
        """The friend does not want to, with the reason."""
        self.reason = reason
        return self._close(LeadAction.DROP, by, at)

    def _close(self, action: LeadAction, by: str, at: datetime) -> LeadClosed:
        self.state = LEAD.after(self.state, action)
        self.closed_by, self.closed_at = by, at
        return LeadClosed(branch_id=self.branch_id, lead_id=self.id, outcome=self.state.value, visit_id=self.visit_id)


class CashBack(Base, BranchRow, table=True):
    """返现: money for who recommended an order, once per order, after its shoot (A-26)."""

    __tablename__ = "cash_back"
    __table_args__ = (
        UniqueConstraint("branch_id", "year", "sequence", name="cash_back_sequence"),
        Index("cash_back_day", "branch_id", "paid_on"),
        CheckConstraint("amount > 0", name="cash_back_amount"),
    )

    order_id: UUID = Field(primary_key=True, foreign_key="studio_order.id")
    person_id: UUID = Field(index=True)
    currency: str = Field(max_length=3)
    amount: int = fen()
    state: CashBackState = words(CashBackState, default=CashBackState.WAITING)
    earned_at: datetime = moment()
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    reason: str | None = Field(default=None, max_length=2000)
    number: str | None = Field(default=None, max_length=32, unique=True)
    year: int | None = None
    sequence: int | None = None
    method: str | None = Field(default=None, max_length=20)
    signature_name: str | None = Field(default=None, max_length=200)
    paid_by: str | None = Field(default=None, max_length=40)
    paid_on: date | None = None

    @property
    def money(self) -> Money:
        """The amount in its currency."""
        return Money(amount=self.amount, currency=self.currency)

    def recorded(self) -> CashBackRecorded:
        """The fact that it waits."""
        return CashBackRecorded(
            branch_id=self.branch_id, order_id=self.order_id, person_id=self.person_id, amount=self.money
        )

    def decide(self, action: CashBackAction, by: str, at: datetime, reason: str | None = None) -> CashBackDecided:
        """A manager's word."""
        self.state = CASH_BACK.after(self.state, action)
        self.decided_by, self.decided_at, self.reason = by, at, reason
        approved = action is CashBackAction.APPROVE
        return CashBackDecided(branch_id=self.branch_id, order_id=self.order_id, approved=approved, decided_by=by)

    def pay(self, method: str, signature_name: str, by: str, day: date) -> None:
        """The money leaves the house against a signature; its number is given right after.

        Raises:
            CashBackSamePerson: who approved it.
        """
        self.state = CASH_BACK.after(self.state, CashBackAction.PAY)
        if by == self.decided_by:
            raise CashBackSamePerson
        self.method, self.signature_name, self.paid_by, self.paid_on = method, signature_name, by, day

    def paid(self) -> CashBackPaid:
        """The fact that it was paid."""
        return CashBackPaid(
            branch_id=self.branch_id,
            order_id=self.order_id,
            person_id=self.person_id,
            number=self.number or "",
            method=self.method or "",
            amount=self.money,
        )
