"""Paid extra services and their work orders

Revision: 0012, after 0011
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "extra_service",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "code", name="extra_service_code", postgresql_nulls_not_distinct=True),
    )
    op.create_index(op.f("ix_extra_service_branch_id"), "extra_service", ["branch_id"], unique=False)
    op.create_table(
        "extra_service_version",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("explanation", sa.String(length=2000), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["extra_service.id"],
        ),
        sa.PrimaryKeyConstraint("service_id", "version"),
    )
    op.create_table(
        "work_order",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("service_code", sa.String(length=40), nullable=False),
        sa.Column("service_version", sa.Integer(), nullable=False),
        sa.Column("service_name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("charged", sa.Boolean(), nullable=False),
        sa.Column("content", sa.String(length=2000), nullable=False),
        sa.Column("appointed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by", sa.String(length=40), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("worker_id", sa.String(length=40), nullable=True),
        sa.Column("dispatched_by", sa.String(length=40), nullable=True),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("price_confirmed_by", sa.String(length=200), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.String(length=40), nullable=True),
        sa.Column("redone", sa.Integer(), nullable=False),
        sa.Column("on_site", sa.Boolean(), nullable=True),
        sa.Column("signature_name", sa.String(length=200), nullable=True),
        sa.Column("opinion", sa.String(length=2000), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("closed_by", sa.String(length=40), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0 AND amount >= 0", name="work_order_amount"),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["extra_service.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "year", "sequence", name="work_order_sequence"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_work_order_branch_id"), "work_order", ["branch_id"], unique=False)
    op.create_index(op.f("ix_work_order_order_id"), "work_order", ["order_id"], unique=False)
    op.create_index("work_order_next", "work_order", ["branch_id", "due_at", "id"], unique=False)
    op.create_index(
        "work_order_of_worker",
        "work_order",
        ["worker_id", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "work_order_started",
        "work_order",
        ["branch_id", "started_at"],
        unique=False,
        postgresql_where=sa.text("charged"),
    )
    op.create_index(
        "work_order_unlisted", "work_order", ["branch_id"], unique=False, postgresql_where=sa.text("listed_on IS NULL")
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("work_order")
    op.drop_table("extra_service_version")
    op.drop_table("extra_service")
