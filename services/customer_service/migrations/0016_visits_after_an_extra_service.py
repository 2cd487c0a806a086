"""Visits after an extra service

Revision: 0016, after 0015
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("contact", sa.Column("work_order_id", sa.Uuid(), nullable=True))
    op.add_column("contact", sa.Column("signature_digest", sa.String(length=64), nullable=True))
    op.add_column("contact", sa.Column("paper_scan_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Undo."""
    for name in ("paper_scan_id", "signature_digest", "work_order_id"):
        op.drop_column("contact", name)
