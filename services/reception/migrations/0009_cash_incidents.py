"""Incidents with cash

Revision: 0009, after 0008
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "cash_incident",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("difference", sa.BigInteger(), nullable=False),
        sa.Column("responsible_id", sa.String(length=40), nullable=True),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("exchanged", sa.Boolean(), nullable=True),
        sa.Column("supervisor_id", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("noted_by", sa.String(length=40), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("finding", sa.String(length=2000), nullable=True),
        sa.Column("settled_by", sa.String(length=40), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("cash_incident_state", "cash_incident", ["branch_id", "state", "noted_at"], unique=False)
    op.create_index(op.f("ix_cash_incident_branch_id"), "cash_incident", ["branch_id"], unique=False)
    op.create_index(op.f("ix_cash_incident_order_id"), "cash_incident", ["order_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("cash_incident")
