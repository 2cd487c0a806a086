"""Issues that many complain about

Revision: 0018, after 0017
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "complaint_issue",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("cause_kind", sa.String(length=40), nullable=True),
        sa.Column("department", sa.String(length=40), nullable=True),
        sa.Column("about_customer_service", sa.Boolean(), nullable=False),
        sa.Column("opened_by", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("meets_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("outcome", sa.String(length=2000), nullable=True),
        sa.Column("notice", sa.String(length=2000), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=40), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_complaint_issue_branch_id"), "complaint_issue", ["branch_id"], unique=False)
    op.create_index(op.f("ix_complaint_issue_opened_at"), "complaint_issue", ["opened_at"], unique=False)
    op.create_table(
        "complaint_issue_number",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("branch_id", "year"),
    )
    op.add_column("complaint", sa.Column("issue_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_complaint_issue_id"), "complaint", ["issue_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index(op.f("ix_complaint_issue_id"), table_name="complaint")
    op.drop_column("complaint", "issue_id")
    op.drop_table("complaint_issue_number")
    op.drop_table("complaint_issue")
