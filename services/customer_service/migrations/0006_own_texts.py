"""The house's own words for messages and calls."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "own_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("zh", sa.String(length=2000), nullable=True),
        sa.Column("en", sa.String(length=2000), nullable=True),
        sa.Column("changed_by", sa.String(length=40), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("template", "place", "version", name="own_text_version"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("own_text")
