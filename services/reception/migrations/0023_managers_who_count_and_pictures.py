"""Managers who count what was left behind, and pictures

Revision: 0023, after 0022
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.alter_column("found_item", "counted_with", existing_type=sa.String(length=40), nullable=True)
    op.add_column("found_item", sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("found_item", sa.Column("photo_at", sa.DateTime(timezone=True), nullable=True))
    # What was told of the things until now carried versions up to three.
    op.add_column("found_item", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("3")))
    op.alter_column("found_item", "version", server_default=None)
    for name, about, refers in (
        ("before_photo", "order_id", "studio_order.id"),
        ("found_photo", "item_id", "found_item.id"),
    ):
        op.create_table(
            name,
            sa.Column("branch_id", sa.String(length=12), nullable=False),
            sa.Column(about, sa.Uuid(), nullable=False),
            sa.Column("image", sa.LargeBinary(), nullable=False),
            sa.Column("sha256", sa.String(length=64), nullable=False),
            sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("taken_by", sa.String(length=40), nullable=False),
            sa.ForeignKeyConstraint([about], [refers]),
            sa.PrimaryKeyConstraint(about),
        )
        op.create_index(op.f(f"ix_{name}_branch_id"), name, ["branch_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("found_photo")
    op.drop_table("before_photo")
    for column in ("version", "photo_at", "counted_at"):
        op.drop_column("found_item", column)
    op.execute("UPDATE found_item SET counted_with = found_by WHERE counted_with IS NULL")
    op.alter_column("found_item", "counted_with", existing_type=sa.String(length=40), nullable=False)
