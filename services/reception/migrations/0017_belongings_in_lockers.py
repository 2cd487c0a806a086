"""Belongings in lockers and the checks of their tokens

Revision: 0017, after 0016
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    _stored()
    _checks()


def _stored() -> None:
    op.create_table(
        "stored_belongings",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("locker", sa.String(length=40), nullable=False),
        sa.Column("contents", sa.String(length=2000), nullable=False),
        sa.Column("valuables", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("declaration", sa.String(length=2000), nullable=False),
        sa.Column("stored_on", sa.Date(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.String(length=40), nullable=True),
        sa.Column("token_lost", sa.Boolean(), nullable=False),
        sa.Column("described", sa.String(length=2000), nullable=True),
        sa.Column("identity", sa.String(length=40), nullable=True),
        sa.Column("signature_name", sa.String(length=200), nullable=True),
        sa.Column("fee_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["fee_id"], ["shoot_sale.id"]),
        sa.ForeignKeyConstraint(["order_id"], ["studio_order.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_stored_belongings_branch_id"), "stored_belongings", ["branch_id"], unique=False)
    op.create_index(op.f("ix_stored_belongings_order_id"), "stored_belongings", ["order_id"], unique=False)
    op.create_index(
        "stored_belongings_state", "stored_belongings", ["branch_id", "state", "stored_at", "id"], unique=False
    )
    op.create_index(
        "one_customer_per_locker",
        "stored_belongings",
        ["branch_id", "locker"],
        unique=True,
        postgresql_where=sa.text("state = 'STORED'"),
    )


def _checks() -> None:
    op.create_table(
        "token_check",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("time", sa.String(length=40), nullable=False),
        sa.Column("missing", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("surplus", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("left", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("checked_by", sa.String(length=40), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_token_check_branch_id"), "token_check", ["branch_id"], unique=False)
    op.create_index("token_check_in_order", "token_check", ["branch_id", "checked_at", "id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("token_check")
    op.drop_table("stored_belongings")
