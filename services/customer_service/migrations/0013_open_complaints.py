"""Open complaints

Revision: 0013, after 0012
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "complaint_open",
        "complaint",
        ["branch_id"],
        unique=False,
        postgresql_where=sa.text("state NOT IN ('CLOSED', 'ARCHIVED')"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("complaint_open", table_name="complaint")
