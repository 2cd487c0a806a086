"""Files of retired layouts

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
    op.add_column("layout_template", sa.Column("keep_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("layout_template", sa.Column("files_deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "layout_template_to_delete",
        "layout_template",
        ["retired_at"],
        unique=False,
        postgresql_where=sa.text("retired_at IS NOT NULL AND files_deleted_at IS NULL"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("layout_template_to_delete", table_name="layout_template")
    op.drop_column("layout_template", "files_deleted_at")
    op.drop_column("layout_template", "keep_until")
