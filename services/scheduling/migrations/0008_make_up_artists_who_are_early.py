"""Make-up artists who are early

Revision: 0008, after 0007
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

AWAITED = sa.text("artist_due_at IS NOT NULL AND artist_here_at IS NULL AND artist_missed_at IS NULL")


def upgrade() -> None:
    """Apply; shoots that were booked before are awaited twenty minutes early too."""
    op.add_column("booking", sa.Column("artist_due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("booking", sa.Column("artist_here_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("booking", sa.Column("artist_id", sa.String(length=40), nullable=True))
    op.add_column("booking", sa.Column("artist_missed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE booking SET artist_due_at = starts_at - interval '20 minutes' "
        "WHERE kind IN ('SHOOT', 'RESHOOT') AND state IN ('BOOKED', 'CONFIRMED') AND starts_at > now() "
        "AND category IN ('WEDDING_SEA', 'WEDDING_STUDIO', 'WEDDING_OUTDOOR') "
        """AND resources @> '[{"kind": "MAKEUP_ARTIST"}]'"""
    )
    op.create_index("artist_awaited", "booking", ["artist_due_at"], unique=False, postgresql_where=AWAITED)


def downgrade() -> None:
    """Undo."""
    op.drop_index("artist_awaited", table_name="booking")
    for column in ("artist_missed_at", "artist_id", "artist_here_at", "artist_due_at"):
        op.drop_column("booking", column)
