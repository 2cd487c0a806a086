"""Days that are open

Revision: 0011, after 0010
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "business_day_open",
        "business_day",
        ["branch_id", "day"],
        unique=False,
        postgresql_where=sa.text("signed_at IS NULL"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("business_day_open", table_name="business_day")
