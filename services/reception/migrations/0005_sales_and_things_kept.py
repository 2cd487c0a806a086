"""Sales on the shoot day and things kept for customers

Revision: 0005, after 0004
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "custody",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("thing", sa.String(length=200), nullable=False),
        sa.Column("condition", sa.String(length=2000), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("signature_name", sa.String(length=200), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("custody_state", "custody", ["branch_id", "state", "taken_at"], unique=False)
    op.create_index(op.f("ix_custody_branch_id"), "custody", ["branch_id"], unique=False)
    op.create_index(op.f("ix_custody_order_id"), "custody", ["order_id"], unique=False)
    op.create_table(
        "found_item",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("description", sa.String(length=2000), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_by", sa.String(length=40), nullable=False),
        sa.Column("counted_with", sa.String(length=40), nullable=False),
        sa.Column("keep_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_by", sa.String(length=40), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=40), nullable=True),
        sa.Column("signature_name", sa.String(length=200), nullable=True),
        sa.Column("supervised_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("found_item_state", "found_item", ["branch_id", "state", "found_at"], unique=False)
    op.create_index(op.f("ix_found_item_branch_id"), "found_item", ["branch_id"], unique=False)
    op.create_index(op.f("ix_found_item_order_id"), "found_item", ["order_id"], unique=False)
    op.create_table(
        "shoot_sale",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("sold_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("items", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("note_tested", sa.Boolean(), nullable=False),
        sa.Column("seller_id", sa.String(length=40), nullable=False),
        sa.Column("cashier_id", sa.String(length=40), nullable=False),
        sa.Column("void_reason", sa.String(length=2000), nullable=True),
        sa.Column("voided_by", sa.String(length=40), nullable=True),
        sa.CheckConstraint("amount > 0", name="shoot_sale_amount"),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "year", "sequence", name="shoot_sale_sequence"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_shoot_sale_branch_id"), "shoot_sale", ["branch_id"], unique=False)
    op.create_index(op.f("ix_shoot_sale_order_id"), "shoot_sale", ["order_id"], unique=False)
    op.create_index("shoot_sale_day", "shoot_sale", ["branch_id", "business_day"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index("shoot_sale_day", table_name="shoot_sale")
    op.drop_index(op.f("ix_shoot_sale_order_id"), table_name="shoot_sale")
    op.drop_index(op.f("ix_shoot_sale_branch_id"), table_name="shoot_sale")
    op.drop_table("shoot_sale")
    op.drop_index(op.f("ix_found_item_order_id"), table_name="found_item")
    op.drop_index(op.f("ix_found_item_branch_id"), table_name="found_item")
    op.drop_index("found_item_state", table_name="found_item")
    op.drop_table("found_item")
    op.drop_index(op.f("ix_custody_order_id"), table_name="custody")
    op.drop_index(op.f("ix_custody_branch_id"), table_name="custody")
    op.drop_index("custody_state", table_name="custody")
    op.drop_table("custody")
