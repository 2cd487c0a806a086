"""Versions of people

Revision: 0027, after 0026
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply: what is written of somebody by now is the first version."""
    op.add_column("person", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.alter_column("person", "version", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("person", "version")
