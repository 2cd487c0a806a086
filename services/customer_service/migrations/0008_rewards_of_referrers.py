"""What referrers want for their recommendation, and the money they earned; reception is told of the codes there are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.contracts.customer_service import ReferralCodeIssued
from shared.kit.outbox import outbox_row
from shared.kit.tables import outbox

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CODES = """
SELECT code.person_id, code.code, (
    SELECT branch_id FROM order_copy WHERE person_ids ? code.person_id::text ORDER BY number LIMIT 1
) AS branch_id FROM referral_code AS code ORDER BY code.code
"""


def upgrade() -> None:
    """Apply."""
    op.add_column("referral_code", sa.Column("reward", sa.String(length=40), nullable=False, server_default="POINTS"))
    op.alter_column("referral_code", "reward", server_default=None)
    op.create_table(
        "cash_reward",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("order_id"),
    )
    op.create_index(op.f("ix_cash_reward_person_id"), "cash_reward", ["person_id"], unique=False)
    known = op.get_bind().exec_driver_sql(CODES).mappings().all()
    rows = [outbox_row(ReferralCodeIssued(**row), version=1) for row in known if row["branch_id"] is not None]
    if rows:
        op.bulk_insert(outbox, rows)


def downgrade() -> None:
    """Undo."""
    op.drop_table("cash_reward")
    op.drop_column("referral_code", "reward")
