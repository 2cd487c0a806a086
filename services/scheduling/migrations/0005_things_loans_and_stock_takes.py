"""Things, loans, write-offs and stock-takes

Revision: 0005, after 0004
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

NEW = (
    ("colour", sa.String(length=40), ""),
    ("age", sa.String(length=40), "USED"),
    ("quantity", sa.Integer(), "1"),
    ("care", sa.String(length=40), "READY"),
    ("care_note", sa.String(), ""),
)
"""What every resource has from now on; what was there before is one used thing that can be used."""


def upgrade() -> None:
    """Apply."""
    op.add_column("resource", sa.Column("mark", sa.String(length=40), nullable=True))
    op.add_column("resource", sa.Column("keeper_id", sa.String(length=40), nullable=True))
    op.add_column("resource", sa.Column("care_until", sa.Date(), nullable=True))
    op.add_column("resource", sa.Column("registered_on", sa.Date(), nullable=True))
    for name, kind, before in NEW:
        op.add_column("resource", sa.Column(name, kind, nullable=False, server_default=before))
        op.alter_column("resource", name, server_default=None)
    op.create_check_constraint("resource_is_not_negative", "resource", "quantity >= 0")
    op.create_index(
        "one_mark_per_branch",
        "resource",
        ["branch_id", "mark"],
        unique=True,
        postgresql_where=sa.text("mark IS NOT NULL"),
    )
    _loans()
    _stock_takes()
    _write_offs()


def _loans() -> None:
    op.create_table(
        "loan",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("borrower_id", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("lent_by", sa.String(length=40), nullable=False),
        sa.Column("lent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("back", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("returned_to", sa.String(length=40), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("back + lost <= quantity", name="loan_gives_back_what_was_lent"),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"]),
        sa.ForeignKeyConstraint(["thing_id"], ["resource.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_loan_booking_id"), "loan", ["booking_id"], unique=False)
    op.create_index(op.f("ix_loan_borrower_id"), "loan", ["borrower_id"], unique=False)
    op.create_index(op.f("ix_loan_branch_id"), "loan", ["branch_id"], unique=False)
    still_out = sa.text("closed_at IS NULL")
    op.create_index("loan_open", "loan", ["branch_id", "due_at"], unique=False, postgresql_where=still_out)
    op.create_index("loan_of_thing", "loan", ["thing_id"], unique=False, postgresql_where=still_out)


def _stock_takes() -> None:
    op.create_table(
        "stock_take",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("begun_by", sa.String(length=40), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(length=40), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registered", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("worn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "month", "kind", name="one_stock_take_per_month"),
    )
    op.create_index(op.f("ix_stock_take_branch_id"), "stock_take", ["branch_id"], unique=False)
    op.create_table(
        "stock_line",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("stock_take_id", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("registered", sa.Integer(), nullable=False),
        sa.Column("out", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=True),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("worn", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("counted_by", sa.String(length=40), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("broken + worn <= coalesce(found, 0)", name="stock_line_adds_up"),
        sa.ForeignKeyConstraint(["stock_take_id"], ["stock_take.id"]),
        sa.ForeignKeyConstraint(["thing_id"], ["resource.id"]),
        sa.PrimaryKeyConstraint("stock_take_id", "thing_id"),
    )
    op.create_index(op.f("ix_stock_line_branch_id"), "stock_line", ["branch_id"], unique=False)
    op.create_index("stock_line_in_order", "stock_line", ["stock_take_id", "name", "thing_id"], unique=False)


def _write_offs() -> None:
    op.create_table(
        "write_off",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("replace", sa.Boolean(), nullable=False),
        sa.Column("stock_take_id", sa.Uuid(), nullable=True),
        sa.Column("loan_id", sa.Uuid(), nullable=True),
        sa.Column("requested_by", sa.String(length=40), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.String(), nullable=True),
        sa.Column("arrived_by", sa.String(length=40), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("quantity > 0", name="write_off_of_something"),
        sa.ForeignKeyConstraint(["loan_id"], ["loan.id"]),
        sa.ForeignKeyConstraint(["stock_take_id"], ["stock_take.id"]),
        sa.ForeignKeyConstraint(["thing_id"], ["resource.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_write_off_branch_id"), "write_off", ["branch_id"], unique=False)
    op.create_index(op.f("ix_write_off_stock_take_id"), "write_off", ["stock_take_id"], unique=False)
    op.create_index(
        "write_off_of_thing",
        "write_off",
        ["thing_id"],
        unique=False,
        postgresql_where=sa.text("state = 'REQUESTED'"),
    )
    op.create_index("write_off_state", "write_off", ["branch_id", "state", "requested_at", "id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("write_off")
    op.drop_table("stock_line")
    op.drop_table("stock_take")
    op.drop_table("loan")
    op.drop_index("one_mark_per_branch", table_name="resource", postgresql_where=sa.text("mark IS NOT NULL"))
    op.drop_constraint("resource_is_not_negative", "resource", type_="check")
    for name in ("mark", "keeper_id", "care_until", "registered_on", *(name for name, _, _ in NEW)):
        op.drop_column("resource", name)
