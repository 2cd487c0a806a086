"""Resources have a version, so that no change is overwritten unseen

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
    op.add_column("resource", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.alter_column("resource", "version", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("resource", "version")
