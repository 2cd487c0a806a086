"""Indexes for years of history

Revision: 0004, after 0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.drop_index("ix_person_tail_mark", table_name="person")
    op.create_index("person_tail", "person", ["tail_mark", "branch_id"], unique=False, postgresql_include=["id"])
    op.drop_index("ix_name_prefix_prefix", table_name="name_prefix")
    op.create_index(
        "name_prefix_found", "name_prefix", ["prefix", "branch_id"], unique=False, postgresql_include=["person_id"]
    )
    op.create_index("visit_newest", "visit", ["branch_id", "came_at", "id"], unique=False)
    op.create_index("order_newest", "studio_order", ["branch_id", "placed_at", "id"], unique=False)
    op.create_index("order_newest_of_chain", "studio_order", ["placed_at", "id"], unique=False)
    op.create_index(
        "cancellation_waiting",
        "cancellation",
        ["branch_id", "requested_at"],
        unique=False,
        postgresql_where=sa.text("state = 'REQUESTED'"),
    )
    op.create_index("performance_day", "performance", ["branch_id", "day"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index("performance_day", table_name="performance")
    op.drop_index("cancellation_waiting", table_name="cancellation")
    op.drop_index("order_newest_of_chain", table_name="studio_order")
    op.drop_index("order_newest", table_name="studio_order")
    op.drop_index("visit_newest", table_name="visit")
    op.drop_index("name_prefix_found", table_name="name_prefix")
    op.create_index("ix_name_prefix_prefix", "name_prefix", ["prefix"], unique=False)
    op.drop_index("person_tail", table_name="person")
    op.create_index("ix_person_tail_mark", "person", ["tail_mark"], unique=False)
