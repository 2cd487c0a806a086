"""What a rework costs

Revision: 0010, after 0009
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("rework", sa.Column("cost", sa.BigInteger(), nullable=True))
    op.add_column("rework", sa.Column("currency", sa.String(length=3), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("rework", "currency")
    op.drop_column("rework", "cost")
