"""Versions of storage places

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
    """Apply: what was entered before is the first version."""
    op.add_column("storage_places", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.alter_column("storage_places", "version", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("storage_places", "version")
