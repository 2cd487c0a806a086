"""Pieces in the house

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
    op.create_index(
        "piece_in_house",
        "expected_piece",
        ["branch_id", "order_id"],
        unique=False,
        postgresql_where=sa.text("state = 'CHECKED'"),
        postgresql_include=["due_on"],
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("piece_in_house", table_name="expected_piece")
