"""Who called and who agreed about a delay

Revision: 0023, after 0022
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply: what was promised before was promised by whoever put it on record."""
    op.add_column("delay", sa.Column("offer", sa.String(length=40), nullable=True))
    op.add_column("delay", sa.Column("decided_by", sa.String(length=40), nullable=True))
    op.add_column("delay", sa.Column("decided_at", MOMENT, nullable=True))
    op.add_column("delay", sa.Column("refusal", sa.String(length=2000), nullable=True))
    op.add_column("delay", sa.Column("called_at", MOMENT, nullable=True))
    op.add_column("delay", sa.Column("call_result", sa.String(length=2000), nullable=True))
    op.add_column("delay", sa.Column("contact_id", sa.Uuid(), nullable=True))
    op.execute(
        "UPDATE delay SET offer = 'AGREED', decided_by = recorded_by, decided_at = recorded_at"
        " WHERE compensation IS NOT NULL"
    )
    op.create_index("delay_of_branch", "delay", ["branch_id", "recorded_at", "id"], unique=False)
    op.create_index("delay_asked", "delay", ["branch_id"], unique=False, postgresql_where=sa.text("offer = 'ASKED'"))


def downgrade() -> None:
    """Undo."""
    op.drop_index("delay_asked", table_name="delay")
    op.drop_index("delay_of_branch", table_name="delay")
    for column in ("contact_id", "call_result", "called_at", "refusal", "decided_at", "decided_by", "offer"):
        op.drop_column("delay", column)
