"""Complaints have a handler, a promised time and a kind of cause; visits are drawn to be looked into

Revision: 0014, after 0013
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("complaint", sa.Column("resolve_by", sa.DateTime(timezone=True), nullable=True))
    op.add_column("complaint", sa.Column("handler_id", sa.String(length=40), nullable=True))
    op.add_column("complaint", sa.Column("cause_kind", sa.String(length=40), nullable=True))
    op.add_column("complaint", sa.Column("penalty", sa.String(length=2000), nullable=True))
    op.create_table(
        "visit_check",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("visitor_id", sa.String(length=40), nullable=False),
        sa.Column("first_answer", sa.String(length=40), nullable=False),
        sa.Column("checker_id", sa.String(length=40), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("remark", sa.String(length=2000), nullable=True),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contact_id"),
    )
    op.create_index("visit_check_month", "visit_check", ["branch_id", "month", "id"], unique=False)
    op.create_index(op.f("ix_visit_check_branch_id"), "visit_check", ["branch_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("visit_check")
    for name in ("penalty", "cause_kind", "handler_id", "resolve_by"):
        op.drop_column("complaint", name)
