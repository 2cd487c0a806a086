"""Whether a shoot stands is noted with the order

Revision: 0003, after 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WAITING = sa.text("NOT shoot_booked AND shot_on IS NULL AND cancelled_at IS NULL")


def upgrade() -> None:
    """Apply."""
    op.add_column("order_copy", sa.Column("shoot_booked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.alter_column("order_copy", "shoot_booked", server_default=None)
    op.execute(
        "UPDATE order_copy o SET shoot_booked = true FROM booking b "
        "WHERE b.order_id = o.order_id AND b.kind = 'SHOOT' AND b.state <> 'CANCELLED'"
    )
    op.drop_index("order_without_shoot", table_name="order_copy")
    op.create_index(
        "order_without_shoot", "order_copy", ["branch_id", "wanted_date", "booked_at"], postgresql_where=WAITING
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("order_without_shoot", table_name="order_copy")
    op.create_index(
        "order_without_shoot",
        "order_copy",
        ["branch_id", "booked_at"],
        postgresql_where=sa.text("shot_on IS NULL AND cancelled_at IS NULL"),
    )
    op.drop_column("order_copy", "shoot_booked")
