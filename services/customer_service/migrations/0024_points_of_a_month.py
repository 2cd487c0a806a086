"""Points of a month

Revision: 0024, after 0023
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index("points_entry_when", "points_entry", ["at"], unique=False, postgresql_using="brin")


def downgrade() -> None:
    """Undo."""
    op.drop_index("points_entry_when", table_name="points_entry")
