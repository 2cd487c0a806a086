"""Orders counted by branch and stage

Revision: 0007, after 0006
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DUE = sa.text("next_due IS NOT NULL")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "stage_tally",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.Column("owing", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("branch_id", "stage"),
    )
    op.execute(
        "INSERT INTO stage_tally (branch_id, stage, orders, owing) "
        "SELECT branch_id, stage, count(*), count(*) FILTER (WHERE balance > 0) FROM job_sheet "
        "GROUP BY branch_id, stage"
    )
    op.drop_index("job_sheet_counted", table_name="job_sheet")
    op.drop_index("job_sheet_due", table_name="job_sheet")
    op.create_index(
        "job_sheet_due", "job_sheet", ["branch_id", "next_due"], postgresql_where=DUE, postgresql_include=["stage"]
    )
    op.drop_index("job_sheet_due_in_chain", table_name="job_sheet")
    op.create_index(
        "job_sheet_due_in_chain",
        "job_sheet",
        ["next_due"],
        postgresql_where=DUE,
        postgresql_include=["branch_id", "stage"],
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("job_sheet_due_in_chain", table_name="job_sheet")
    op.create_index("job_sheet_due_in_chain", "job_sheet", ["next_due"], postgresql_where=DUE)
    op.drop_index("job_sheet_due", table_name="job_sheet")
    op.create_index("job_sheet_due", "job_sheet", ["branch_id", "next_due"], postgresql_where=DUE)
    op.create_index(
        "job_sheet_counted", "job_sheet", ["branch_id", "stage"], postgresql_include=["next_due", "balance"]
    )
    op.drop_table("stage_tally")
