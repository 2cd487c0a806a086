"""Indexes for years of history

Revision: 0003, after 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index("work_item_due", "work_item", ["branch_id", "due_on", "id"], unique=False)
    op.create_index(
        "work_item_mine",
        "work_item",
        ["assignee_id", "due_on"],
        unique=False,
        postgresql_where=sa.text("state IN ('WAITING', 'RUNNING')"),
    )
    op.create_index("handover_book_given", "handover_book", ["branch_id", "given_at", "id"], unique=False)
    op.create_index("ix_piece_step_taken_order_id", "piece_step_taken", ["order_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_piece_step_taken_order_id", table_name="piece_step_taken")
    op.drop_index("handover_book_given", table_name="handover_book")
    op.drop_index("work_item_mine", table_name="work_item")
    op.drop_index("work_item_due", table_name="work_item")
