"""Branches side by side

Revision: 0010, after 0009
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OWES = sa.text("package_total - package_paid + selection_total - selection_paid > 0")
BALANCE = ["state", "package_total", "package_paid", "selection_total", "selection_paid"]


def upgrade() -> None:
    """Apply."""
    op.add_column("business_day", sa.Column("earned", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE business_day SET earned = CAST(report -> 'taken' ->> 'amount' AS bigint) "
        "- CAST(report -> 'refunded' ->> 'amount' AS bigint) WHERE signed_at IS NOT NULL"
    )
    op.create_index(
        "business_day_signed",
        "business_day",
        ["branch_id", "day"],
        unique=False,
        postgresql_where=sa.text("signed_at IS NOT NULL"),
        postgresql_include=["earned"],
    )
    op.create_index(
        "order_owing", "studio_order", ["branch_id"], unique=False, postgresql_where=OWES, postgresql_include=BALANCE
    )
    op.drop_index("order_newest", table_name="studio_order")
    op.create_index(
        "order_newest",
        "studio_order",
        ["branch_id", "placed_at", "id"],
        unique=False,
        postgresql_include=["package_total", "state"],
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("order_newest", table_name="studio_order")
    op.create_index("order_newest", "studio_order", ["branch_id", "placed_at", "id"], unique=False)
    op.drop_index("order_owing", table_name="studio_order")
    op.drop_index("business_day_signed", table_name="business_day")
    op.drop_column("business_day", "earned")
