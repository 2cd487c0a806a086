"""Things kept for customers: left behind and entrusted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.reception.domain.keeping import (
    CUSTODY,
    FOUND,
    CountedAlone,
    CountedBefore,
    CustodyAction,
    CustodyState,
    DisposalUnexplained,
    FoundAction,
    FoundKind,
    FoundState,
    OtherPaper,
    StillKept,
    needs_manager,
)
from services.reception.domain.storing import Identity
from services.reception.models.base import Base
from shared.contracts.reception import FoundItemCounted, FoundItemRecorded, FoundItemSettled, FoundItemTold
from shared.kit.reference import Branch
from shared.kit.tables import BranchRow, moment, words


class FoundItem(Base, BranchRow, table=True):
    """遗留物品: found, counted by finder and manager, told, claimed or disposed of in time (REC-21, M-36)."""

    __tablename__ = "found_item"
    __table_args__ = (Index("found_item_state", "branch_id", "state", "found_at"),)

    id: UUID = Field(primary_key=True)
    order_id: UUID | None = Field(default=None, foreign_key="studio_order.id", index=True)
    number: str = Field(max_length=32, unique=True)
    kind: FoundKind = words(FoundKind)
    description: str = Field(max_length=2000)
    place: str = Field(max_length=200)
    found_at: datetime = moment()
    found_by: str = Field(max_length=40)
    counted_with: str | None = Field(default=None, max_length=40, description="the manager")
    counted_at: datetime | None = moment(nullable=True)
    photo_at: datetime | None = moment(nullable=True)
    keep_until: datetime = moment()
    state: FoundState = words(FoundState, default=FoundState.KEPT)
    told_at: datetime | None = moment(nullable=True)
    told_by: str | None = Field(default=None, max_length=40)
    settled_at: datetime | None = moment(nullable=True)
    settled_by: str | None = Field(default=None, max_length=40)
    signature_name: str | None = Field(default=None, max_length=200)
    supervised_by: str | None = Field(default=None, max_length=40)
    identity: Identity | None = words(Identity, default=None, nullable=True)
    disposal_note: str | None = Field(default=None, max_length=2000)
    version: int = 1

    def recorded(self) -> FoundItemRecorded:
        """The fact that it was found."""
        return FoundItemRecorded(
            branch_id=self.branch_id,
            item_id=self.id,
            item_number=self.number,
            thing=self.description,
            place=self.place,
            keep_until=self.keep_until,
            order_id=self.order_id,
        )

    def count(self, manager: str, at: datetime) -> FoundItemCounted:
        """A manager counted it together with the finder (REC-21).

        Raises:
            CountedAlone: the finder is that manager.
            CountedBefore: it was counted.
        """
        if manager == self.found_by:
            raise CountedAlone
        if self.counted_with is not None:
            raise CountedBefore
        self.counted_with, self.counted_at, self.version = manager, at, self.version + 1
        return FoundItemCounted(branch_id=self.branch_id, item_id=self.id, counted_with=manager)

    def tell(self, by: str, at: datetime) -> FoundItemTold:
        """The customer was told that it is here."""
        self.told_at, self.told_by, self.version = at, by, self.version + 1
        return FoundItemTold(branch_id=self.branch_id, item_id=self.id)

    def claim(
        self, signature_name: str, identity: Identity, supervised_by: str, by: str, at: datetime
    ) -> FoundItemSettled:
        """Its owner shows who he is and signs for it under somebody's eyes (M-36)."""
        self.state = FOUND.after(self.state, FoundAction.CLAIM)
        self.signature_name, self.identity, self.supervised_by = signature_name, identity, supervised_by
        self.settled_at, self.settled_by, self.version = at, by, self.version + 1
        return FoundItemSettled(branch_id=self.branch_id, item_id=self.id, claimed=True)

    def dispose(self, branch: Branch, note: str, by: str, at: datetime) -> FoundItemSettled:
        """Nobody came in time; a manager says what becomes of it.

        Raises:
            StillKept: its time is not over.
            DisposalUnexplained: no such word.
        """
        after = FOUND.after(self.state, FoundAction.DISPOSE)
        if at < self.keep_until:
            raise StillKept(until=branch.in_words(self.keep_until))
        if needs_manager(self.kind) and not note:
            raise DisposalUnexplained
        self.state, self.settled_at, self.settled_by, self.disposal_note = after, at, by, note or None
        self.version += 1
        return FoundItemSettled(branch_id=self.branch_id, item_id=self.id, claimed=False)


class Custody(Base, BranchRow, table=True):
    """托管物品: a customer's own dress or jewellery in the studio's care, on a numbered paper (M-42)."""

    __tablename__ = "custody"
    __table_args__ = (Index("custody_state", "branch_id", "state", "taken_at"),)

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    number: str = Field(max_length=32, unique=True)
    thing: str = Field(max_length=200)
    condition: str = Field(max_length=2000)
    place: str = Field(max_length=200)
    taken_at: datetime = moment()
    taken_by: str = Field(max_length=40)
    state: CustodyState = words(CustodyState, default=CustodyState.KEPT)
    signature_name: str | None = Field(default=None, max_length=200)
    returned_at: datetime | None = moment(nullable=True)
    returned_by: str | None = Field(default=None, max_length=40)

    def give_back(self, paper: str, signature_name: str, by: str, at: datetime) -> None:
        """Back to the customer against the same paper and a signature.

        Raises:
            OtherPaper: the paper shown is for something else.
        """
        if paper != self.number:
            raise OtherPaper
        self.state = CUSTODY.after(self.state, CustodyAction.RETURN)
        self.signature_name, self.returned_at, self.returned_by = signature_name, at, by
