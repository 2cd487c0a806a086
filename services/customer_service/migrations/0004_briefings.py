"""What a briefing before a shoot says: the package, and who was asked for by name."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("order_copy", sa.Column("package_name", sa.String(length=200), nullable=True))
    nobody = sa.Column(
        "designated", postgresql.JSONB(astext_type=sa.Text()), nullable=False, server_default=sa.text("'[]'")
    )
    op.add_column("order_copy", nobody)
    op.alter_column("order_copy", "designated", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("order_copy", "designated")
    op.drop_column("order_copy", "package_name")
