"""Links by which a customer sees the own order."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.customer_service.models.base import Base
from shared.kit.tables import moment


class CustomerLink(Base, table=True):
    """A link with a code; of the code only the hash is kept.

    Not under branch scope, because whoever brings a code is nobody's staff; staff reach it through their order only.
    """

    __tablename__ = "customer_link"
    __table_args__ = ({"info": {"scope": "service"}},)

    id: UUID = Field(primary_key=True)
    code_hash: str = Field(max_length=64, unique=True)
    order_id: UUID = Field(index=True)
    branch_id: str = Field(max_length=12)
    made_by: str = Field(max_length=40)
    made_at: datetime = moment()
    expires_at: datetime = moment()
    withdrawn_by: str | None = Field(default=None, max_length=40)
    withdrawn_at: datetime | None = moment(nullable=True)
