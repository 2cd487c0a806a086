"""What customers say to their appointments has rules of its own

Revision: 0010, after 0009
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.execute("UPDATE contact SET rule = 'COMING' WHERE template = 'customer_coming'")
    op.execute("UPDATE contact SET rule = 'MOVING' WHERE template = 'customer_moving'")


def downgrade() -> None:
    """Undo."""
    op.execute("UPDATE contact SET rule = 'OWN' WHERE rule IN ('COMING', 'MOVING')")
