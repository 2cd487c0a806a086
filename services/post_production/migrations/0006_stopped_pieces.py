"""Stopped pieces

Revision: 0006, after 0005
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply: what is being made for orders that were cancelled before is stopped too."""
    op.add_column("piece", sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE piece SET stopped_at = o.cancelled_at FROM order_copy o"
        " WHERE o.order_id = piece.order_id AND o.cancelled_at IS NOT NULL AND piece.step <> 'FINISHED'"
    )
    op.execute(
        "UPDATE rework SET state = 'CANCELLED' FROM order_copy o"
        " WHERE o.order_id = rework.order_id AND o.cancelled_at IS NOT NULL"
        " AND rework.state IN ('REQUESTED', 'APPROVED')"
    )
    op.drop_index("piece_in_work", table_name="piece")
    op.create_index(
        "piece_in_work",
        "piece",
        ["branch_id", "due_on"],
        unique=False,
        postgresql_where=sa.text("step <> 'FINISHED' AND stopped_at IS NULL"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("piece_in_work", table_name="piece")
    op.create_index(
        "piece_in_work", "piece", ["branch_id", "due_on"], unique=False, postgresql_where=sa.text("step <> 'FINISHED'")
    )
    op.drop_column("piece", "stopped_at")
