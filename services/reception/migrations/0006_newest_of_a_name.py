"""The people last registered by the beginning of their name

Revision: 0006, after 0005
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.drop_index("name_prefix_found", table_name="name_prefix")
    op.create_index("name_prefix_found", "name_prefix", ["prefix", "branch_id", "person_id"])
    op.create_index("name_prefix_in_chain", "name_prefix", ["prefix", "person_id"], postgresql_include=["branch_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_index("name_prefix_in_chain", table_name="name_prefix")
    op.drop_index("name_prefix_found", table_name="name_prefix")
    op.create_index("name_prefix_found", "name_prefix", ["prefix", "branch_id"], postgresql_include=["person_id"])
