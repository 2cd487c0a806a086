"""Referral codes as heard of, leads that come by them, cash-backs of referrers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "referral_code",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("person_id"),
    )
    op.create_table(
        "lead",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("referrer_person_id", sa.Uuid(), nullable=False),
        sa.Column("wish", sa.String(length=2000), nullable=False),
        sa.Column("wanted_category", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("closed_by", sa.String(length=40), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_lead_branch_id"), "lead", ["branch_id"], unique=False)
    op.create_index(op.f("ix_lead_code"), "lead", ["code"], unique=False)
    op.create_index(op.f("ix_lead_person_id"), "lead", ["person_id"], unique=False)
    op.create_index("lead_newest", "lead", ["branch_id", "received_at", "id"], unique=False)
    op.create_index(
        "lead_waiting",
        "lead",
        ["branch_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("state = 'WAITING'"),
    )
    op.create_table(
        "cash_back",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("earned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("number", sa.String(length=32), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=True),
        sa.Column("signature_name", sa.String(length=200), nullable=True),
        sa.Column("paid_by", sa.String(length=40), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount > 0", name="cash_back_amount"),
        sa.ForeignKeyConstraint(["order_id"], ["studio_order.id"]),
        sa.PrimaryKeyConstraint("order_id"),
        sa.UniqueConstraint("branch_id", "year", "sequence", name="cash_back_sequence"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_cash_back_branch_id"), "cash_back", ["branch_id"], unique=False)
    op.create_index(op.f("ix_cash_back_person_id"), "cash_back", ["person_id"], unique=False)
    op.create_index("cash_back_day", "cash_back", ["branch_id", "paid_on"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("cash_back")
    op.drop_table("lead")
    op.drop_table("referral_code")
