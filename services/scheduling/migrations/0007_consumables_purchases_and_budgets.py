"""Consumables, purchases and budgets

Revision: 0007, after 0006
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    _supplies()
    _purchases()
    _moves()
    _budgets()


def _supplies() -> None:
    op.create_table(
        "supply",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("enough", sa.Boolean(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("enough = (stock >= minimum)", name="supply_knows_whether_it_is_enough"),
        sa.CheckConstraint("stock >= 0", name="supply_is_not_negative"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "department", "name", name="one_supply_of_a_name"),
    )
    op.create_index(op.f("ix_supply_branch_id"), "supply", ["branch_id"], unique=False)
    op.create_index("supply_by_need", "supply", ["branch_id", "enough", "name", "id"], unique=False)


def _purchases() -> None:
    op.create_table(
        "purchase",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("supply_id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=True),
        sa.Column("requested_by", sa.String(length=40), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.String(), nullable=False),
        sa.Column("over_budget", sa.Boolean(), nullable=False),
        sa.Column("ended_by", sa.String(length=40), nullable=True),
        sa.Column("end_note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("arrived BETWEEN 0 AND quantity", name="purchase_gets_what_was_bought"),
        sa.CheckConstraint("quantity > 0 AND price > 0", name="purchase_of_something"),
        sa.ForeignKeyConstraint(["supply_id"], ["supply.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_purchase_branch_id"), "purchase", ["branch_id"], unique=False)
    op.create_index(op.f("ix_purchase_supply_id"), "purchase", ["supply_id"], unique=False)
    op.create_index("purchase_in_order", "purchase", ["branch_id", "requested_at", "id"], unique=False)
    op.create_index("purchase_of_month", "purchase", ["branch_id", "month", "department"], unique=False)


def _moves() -> None:
    op.create_table(
        "supply_move",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("supply_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("noted_by", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("purchase_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchase.id"]),
        sa.ForeignKeyConstraint(["supply_id"], ["supply.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_supply_move_branch_id"), "supply_move", ["branch_id"], unique=False)
    op.create_index(op.f("ix_supply_move_purchase_id"), "supply_move", ["purchase_id"], unique=False)
    op.create_index("supply_move_in_order", "supply_move", ["supply_id", "at", "id"], unique=False)
    op.create_index("supply_move_of_month", "supply_move", ["branch_id", "day"], unique=False)


def _budgets() -> None:
    op.create_table(
        "supply_budget",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("set_by", sa.String(length=40), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name="supply_budget_is_not_negative"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "department", "month", name="one_supply_budget_per_month"),
    )
    op.create_index(op.f("ix_supply_budget_branch_id"), "supply_budget", ["branch_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    for table in ("supply_budget", "supply_move", "purchase", "supply"):
        op.drop_table(table)
