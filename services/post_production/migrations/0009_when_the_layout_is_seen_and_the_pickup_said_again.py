"""When the layout is seen, and the pickup date that was said again

Revision: 0009, after 0008
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("selection", sa.Column("review_on", sa.Date(), nullable=True))
    op.add_column("layout", sa.Column("pickup_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("layout", "pickup_on")
    op.drop_column("selection", "review_on")
