"""Sales on the shoot day."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.reception.domain.money import ReceiptState
from services.reception.domain.sales import SaleVoided
from services.reception.models.base import Base, fen
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, document, moment, words


class ShootSale(Base, BranchRow, table=True):
    """现场销售: things used or sold on the shoot day, with who sold them; no part of what the order costs (FIN-14)."""

    __tablename__ = "shoot_sale"
    __table_args__ = (
        UniqueConstraint("branch_id", "year", "sequence", name="shoot_sale_sequence"),
        Index("shoot_sale_day", "branch_id", "business_day"),
        CheckConstraint("amount > 0", name="shoot_sale_amount"),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    number: str = Field(max_length=32, unique=True)
    year: int
    sequence: int
    business_day: date
    sold_at: datetime = moment()
    state: ReceiptState = words(ReceiptState, default=ReceiptState.ISSUED)
    items: list[dict[str, Any]] = document()
    currency: str = Field(max_length=3)
    amount: int = fen()
    commission: int = fen(default=0)
    method: str = Field(max_length=20)
    note_tested: bool = False
    seller_id: str = Field(max_length=40)
    cashier_id: str = Field(max_length=40)
    void_reason: str | None = Field(default=None, max_length=2000)
    voided_by: str | None = Field(default=None, max_length=40)

    def money(self, amount: int) -> Money:
        """An amount in the sale's currency."""
        return Money(amount=amount, currency=self.currency)

    def void(self, reason: str, by: str) -> None:
        """作废: the number stays, the money does not count (FIN-02).

        Raises:
            SaleVoided: it was voided before.
        """
        if self.state == ReceiptState.VOID:
            raise SaleVoided(number=self.number)
        self.state, self.void_reason, self.voided_by = ReceiptState.VOID, reason, by
