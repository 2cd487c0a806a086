"""Belongings in lockers, and the checks of their tokens (M-37)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from services.reception.domain.storing import STORED, CheckTime, Identity, OtherToken, StoredAction, StoredState
from services.reception.models.base import Base
from shared.contracts.reception import BelongingsReleased, BelongingsStored, TokensChecked
from shared.kit.tables import BranchRow, document, moment, words


class StoredBelongings(Base, BranchRow, table=True):
    """寄存物品: a customer's things in a locker for the day, against the locker's token (M-37)."""

    __tablename__ = "stored_belongings"
    __table_args__ = (
        Index("stored_belongings_state", "branch_id", "state", "stored_at", "id"),
        Index(
            "one_customer_per_locker",
            "branch_id",
            "locker",
            unique=True,
            postgresql_where=text("state = 'STORED'"),
        ),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    locker: str = Field(max_length=40)
    contents: str = Field(max_length=2000)
    valuables: list[str] = document(default_factory=list)
    declaration: str = Field(default="", max_length=2000)
    stored_on: date
    stored_at: datetime = moment()
    stored_by: str = Field(max_length=40)
    state: StoredState = words(StoredState, default=StoredState.STORED)
    released_at: datetime | None = moment(nullable=True)
    released_by: str | None = Field(default=None, max_length=40)
    token_lost: bool = False
    described: str | None = Field(default=None, max_length=2000)
    identity: Identity | None = words(Identity, default=None, nullable=True)
    signature_name: str | None = Field(default=None, max_length=200)
    fee_id: UUID | None = Field(default=None, foreign_key="shoot_sale.id")

    def stored(self) -> BelongingsStored:
        """The fact that they are in the locker."""
        return BelongingsStored(branch_id=self.branch_id, order_id=self.order_id, stored_id=self.id, locker=self.locker)

    def release(self, token: str, by: str, at: datetime) -> BelongingsReleased:
        """Against the locker's token.

        Raises:
            OtherToken: it is another locker's.
            TransitionRefused: they were fetched before.
        """
        if token != self.locker:
            raise OtherToken
        return self._release(by, at)

    def release_without_token(
        self, described: str, identity: Identity, signature_name: str, fee_id: UUID, by: str, at: datetime
    ) -> BelongingsReleased:
        """To somebody who showed who he is, knew what was in it, and paid for the token.

        Raises:
            TransitionRefused: they were fetched before.
        """
        fact = self._release(by, at)
        self.token_lost, self.fee_id = True, fee_id
        self.described, self.identity, self.signature_name = described, identity, signature_name
        return fact.model_copy(update={"token_lost": True})

    def _release(self, by: str, at: datetime) -> BelongingsReleased:
        self.state = STORED.after(self.state, StoredAction.RELEASE)
        self.released_at, self.released_by = at, by
        return BelongingsReleased(
            branch_id=self.branch_id, order_id=self.order_id, stored_id=self.id, locker=self.locker
        )


class TokenCheck(Base, BranchRow, table=True):
    """存包牌核对: tokens matched with lockers at opening or closing; a difference has its reason (M-37)."""

    __tablename__ = "token_check"
    __table_args__ = (Index("token_check_in_order", "branch_id", "checked_at", "id"),)

    id: UUID = Field(primary_key=True)
    day: date
    time: CheckTime = words(CheckTime)
    missing: list[str] = document(default_factory=list)
    surplus: list[str] = document(default_factory=list)
    left: list[str] = document(default_factory=list)
    note: str = Field(default="", max_length=2000)
    checked_by: str = Field(max_length=40)
    checked_at: datetime = moment()

    def checked(self) -> TokensChecked:
        """The fact that tokens were matched with lockers."""
        return TokensChecked(
            branch_id=self.branch_id,
            check_id=self.id,
            time=self.time.value,
            missing=len(self.missing),
            surplus=len(self.surplus),
            left=len(self.left),
            checked_by=self.checked_by,
        )
