"""Why an offer was refused

Revision: 0014, after 0013
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    unsaid = sa.Column("refusal", sa.String(length=2000), nullable=False, server_default="")
    op.add_column("damage_report", unsaid)
    op.alter_column("damage_report", "refusal", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("damage_report", "refusal")
