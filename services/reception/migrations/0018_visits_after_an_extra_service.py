"""Visits after an extra service

Revision: 0018, after 0017
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    nobody_asked = sa.Column(
        "visits", postgresql.JSONB(astext_type=sa.Text()), nullable=False, server_default=sa.text("'[]'")
    )
    op.add_column("work_order", nobody_asked)
    op.alter_column("work_order", "visits", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("work_order", "visits")
