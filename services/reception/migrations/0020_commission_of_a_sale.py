"""Commission of a sale on the shoot day

Revision: 0020, after 0019
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    nobodys = sa.Column("commission", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    op.add_column("shoot_sale", nobodys)
    op.alter_column("shoot_sale", "commission", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("shoot_sale", "commission")
