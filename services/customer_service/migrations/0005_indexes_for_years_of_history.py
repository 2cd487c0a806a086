"""Indexes for years of history

Revision: 0005, after 0004
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "contact_to_do",
        "contact",
        ["branch_id", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('PLANNED', 'OVERDUE')"),
    )
    op.create_index(
        "contact_mine",
        "contact",
        ["assignee_id", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('PLANNED', 'OVERDUE')"),
    )
    op.create_index("job_sheet_oldest", "job_sheet", ["opened_at", "order_id"], unique=False)
    op.drop_index("job_sheet_stage", table_name="job_sheet")
    op.create_index("job_sheet_stage", "job_sheet", ["branch_id", "stage", "opened_at", "order_id"], unique=False)
    op.create_index(
        "job_sheet_counted",
        "job_sheet",
        ["branch_id", "stage"],
        unique=False,
        postgresql_include=["next_due", "balance"],
    )
    op.drop_index("job_sheet_due", table_name="job_sheet")
    op.create_index(
        "job_sheet_due",
        "job_sheet",
        ["branch_id", "next_due"],
        unique=False,
        postgresql_where=sa.text("next_due IS NOT NULL"),
    )
    op.create_index(
        "job_sheet_due_in_chain",
        "job_sheet",
        ["next_due"],
        unique=False,
        postgresql_where=sa.text("next_due IS NOT NULL"),
    )
    op.create_index(
        "job_sheet_owing",
        "job_sheet",
        ["branch_id", "opened_at", "order_id"],
        unique=False,
        postgresql_where=sa.text("balance > 0"),
    )
    op.create_index("ix_points_entry_order_id", "points_entry", ["order_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_points_entry_order_id", table_name="points_entry")
    op.drop_index("job_sheet_owing", table_name="job_sheet")
    op.drop_index("job_sheet_due_in_chain", table_name="job_sheet")
    op.drop_index("job_sheet_due", table_name="job_sheet")
    op.create_index("job_sheet_due", "job_sheet", ["branch_id", "next_due"], unique=False)
    op.drop_index("job_sheet_counted", table_name="job_sheet")
    op.drop_index("job_sheet_stage", table_name="job_sheet")
    op.create_index("job_sheet_stage", "job_sheet", ["branch_id", "stage"], unique=False)
    op.drop_index("job_sheet_oldest", table_name="job_sheet")
    op.drop_index("contact_mine", table_name="contact")
    op.drop_index("contact_to_do", table_name="contact")
