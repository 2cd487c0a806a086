"""Hand-over to the photographer, and down to the door

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
    op.add_column("shoot_day", sa.Column("introduced_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("shoot_day", sa.Column("introduced_by", sa.String(length=40), nullable=True))
    op.add_column("shoot_day", sa.Column("introduced_to", sa.String(length=40), nullable=True))
    op.add_column("shoot_day", sa.Column("escorted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("shoot_day", sa.Column("escorted_by", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Undo."""
    for column in ("escorted_by", "escorted_at", "introduced_to", "introduced_by", "introduced_at"):
        op.drop_column("shoot_day", column)
