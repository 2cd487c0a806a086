"""Corrections of people's data and checks of members

Revision: 0024, after 0023
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "person_change",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("detail", sa.String(length=40), nullable=False),
        sa.Column("old_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_change_branch_id"), "person_change", ["branch_id"], unique=False)
    op.create_index(op.f("ix_person_change_person_id"), "person_change", ["person_id"], unique=False)
    op.create_index("person_change_newest", "person_change", ["branch_id", "at", "id"], unique=False)
    op.create_table(
        "member_check",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.String(length=40), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "month", "person_id", name="member_drawn_once_a_month"),
    )
    op.create_index(op.f("ix_member_check_branch_id"), "member_check", ["branch_id"], unique=False)
    op.create_index("member_check_of_month", "member_check", ["branch_id", "month", "id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("member_check")
    op.drop_table("person_change")
