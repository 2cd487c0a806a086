"""Who claimed what was left behind, and what became of the rest

Revision: 0019, after 0018
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("found_item", sa.Column("identity", sa.String(length=40), nullable=True))
    op.add_column("found_item", sa.Column("disposal_note", sa.String(length=2000), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("found_item", "disposal_note")
    op.drop_column("found_item", "identity")
