"""Who answers for a delay

Revision: 0021, after 0020
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("delay", sa.Column("responsible_id", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("delay", "responsible_id")
