"""Which paper a proxy showed

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
    op.add_column("handover", sa.Column("proxy_identity", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("handover", "proxy_identity")
