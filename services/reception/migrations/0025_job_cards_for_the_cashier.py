"""Job cards for the cashier

Revision: 0025, after 0024
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "card_hand_over",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("missing", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("missing_note", sa.String(length=2000), nullable=False),
        sa.Column("handed_by", sa.String(length=40), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String(length=40), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("corrections", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("card_hand_over_day", "card_hand_over", ["branch_id", "day"], unique=False)
    op.create_index(op.f("ix_card_hand_over_branch_id"), "card_hand_over", ["branch_id"], unique=False)
    op.create_table(
        "job_card",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hand_over_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["hand_over_id"], ["card_hand_over.id"]),
        sa.ForeignKeyConstraint(["order_id"], ["studio_order.id"]),
        sa.PrimaryKeyConstraint("order_id", "day"),
    )
    op.create_index(op.f("ix_job_card_branch_id"), "job_card", ["branch_id"], unique=False)
    op.create_index(op.f("ix_job_card_hand_over_id"), "job_card", ["hand_over_id"], unique=False)
    op.create_index("check_in_day", "check_in", ["branch_id", "started_at"], unique=False)
    op.add_column("performance", sa.Column("booked_by", sa.String(length=40), nullable=True))
    op.add_column("performance", sa.Column("booked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("performance", "booked_at")
    op.drop_column("performance", "booked_by")
    op.drop_index("check_in_day", table_name="check_in")
    op.drop_index(op.f("ix_job_card_hand_over_id"), table_name="job_card")
    op.drop_index(op.f("ix_job_card_branch_id"), table_name="job_card")
    op.drop_table("job_card")
    op.drop_index(op.f("ix_card_hand_over_branch_id"), table_name="card_hand_over")
    op.drop_index("card_hand_over_day", table_name="card_hand_over")
    op.drop_table("card_hand_over")
