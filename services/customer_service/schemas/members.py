"""Members, their cards and codes, and the department's part of an order, as they come in and go out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.customer_service.domain.members import CardKind, CardState, Level, RewardKind
from services.customer_service.models import MemberCard
from services.customer_service.schemas.complaints import ComplaintOut
from services.customer_service.schemas.contacts import ContactOut
from services.customer_service.schemas.delays import DelayOut
from shared.contracts.values import BranchId, Money
from shared.kit.privacy import PlainText

CardNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$")]


class PointsLine(BaseModel):
    """A line of the ledger."""

    at: datetime
    points: int
    balance: int
    reason: str
    order_id: UUID | None


class CardIn(BaseModel):
    """A card handed to a customer, with the number printed on it."""

    model_config = ConfigDict(extra="forbid")

    branch_id: BranchId
    kind: CardKind
    number: CardNumber
    expires_on: date | None = None


class CardBackIn(BaseModel):
    """Why a card is taken back."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[PlainText, StringConstraints(min_length=1)]


class CardOut(BaseModel):
    """A card and what became of it."""

    id: UUID
    kind: CardKind
    number: str
    state: CardState
    expires_on: date | None
    issued_in: str
    issued_by: str
    issued_at: datetime
    taken_back_by: str | None
    taken_back_at: datetime | None
    reason: str | None

    @classmethod
    def of(cls, card: MemberCard) -> CardOut:
        """The card as answered."""
        return cls(**card.model_dump(include=set(CardOut.model_fields)))


class ReferredOut(BaseModel):
    """An order that came by this customer's word; points follow its shoot (A-26)."""

    order_id: UUID
    number: str | None
    shot: bool
    points: int
    cash: Money | None = Field(description="money instead of points, as the customer chose")
    cash_paid: bool
    cash_refused: bool


class MemberLine(BaseModel):
    """A member in a list."""

    person_id: UUID
    level: Level
    points: int


class MemberOut(MemberLine):
    """A customer's standing: points with their ledger (newest first), cards, the code, and who came by it."""

    referral_code: str | None
    reward: RewardKind
    cards: list[CardOut]
    referred: list[ReferredOut]
    ledger: list[PointsLine]


class ReferrerOut(BaseModel):
    """Whose code it is."""

    person_id: UUID
    code: str


class MembershipLine(BaseModel):
    """A movement of points as the customer sees it."""

    at: datetime
    points: int
    reason: str


class MembershipCard(BaseModel):
    """A card the customer holds."""

    kind: CardKind
    number: str
    expires_on: date | None


class RewardRuleOut(BaseModel):
    """What a recommended order earns: points, or money."""

    wedding: bool
    points: int
    cash: Money


class RewardIn(BaseModel):
    """Points or money for recommending (A-26)."""

    model_config = ConfigDict(extra="forbid")

    reward: RewardKind


class RewardOut(BaseModel):
    """A customer's choice."""

    person_id: UUID
    reward: RewardKind


class MembershipOut(BaseModel):
    """What the customer's page shows of the own membership; nothing of anybody else."""

    level: Level
    points: int
    next_level: Level | None
    points_missing: int = Field(description="points to the next level; 0 on the highest")
    referral_code: str | None
    reward: RewardKind = Field(description="what the customer wants for friends' orders (A-26)")
    rewards: list[RewardRuleOut] = Field(description="what a friend's shoot earns, weddings first (A-26)")
    friends: int = Field(description="orders that came by the code")
    cards: list[MembershipCard]
    ledger: list[MembershipLine]


class OrderPart(BaseModel):
    """Customer service's part of an order."""

    order_id: UUID
    contacts: list[ContactOut]
    complaints: list[ComplaintOut]
    delays: list[DelayOut]
    points: int
