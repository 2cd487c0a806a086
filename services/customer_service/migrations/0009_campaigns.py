"""Campaigns, whom they meant, and who wants none."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "campaign",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("occasion", sa.String(length=100), nullable=False),
        sa.Column("offer", sa.String(length=500), nullable=False),
        sa.Column("stages", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("categories", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("opened_from", sa.Date(), nullable=True),
        sa.Column("opened_to", sa.Date(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("per_day", sa.Integer(), nullable=False),
        sa.Column("customers", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("started_by", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_by", sa.String(length=40), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("campaign_started", "campaign", ["branch_id", "started_at", "id"], unique=False)
    op.create_index(op.f("ix_campaign_branch_id"), "campaign", ["branch_id"], unique=False)
    op.create_table(
        "campaign_customer",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", "person_id"),
    )
    op.create_index(op.f("ix_campaign_customer_branch_id"), "campaign_customer", ["branch_id"], unique=False)
    op.create_index(op.f("ix_campaign_customer_contact_id"), "campaign_customer", ["contact_id"], unique=False)
    op.create_table(
        "campaign_opt_out",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("noted_by", sa.String(length=40), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("campaign_opt_out")
    op.drop_table("campaign_customer")
    op.drop_table("campaign")
