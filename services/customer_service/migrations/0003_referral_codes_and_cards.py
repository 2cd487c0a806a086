"""Referral codes and cards of members."""

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def upgrade() -> None:
    """Apply; whoever ordered before gets a code as well."""
    codes = op.create_table(
        "referral_code",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "member_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("issued_in", sa.String(length=12), nullable=False),
        sa.Column("issued_by", sa.String(length=40), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.String(length=40), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_member_card_person_id"), "member_card", ["person_id"], unique=False)
    op.create_index(
        "member_card_held",
        "member_card",
        ["person_id", "kind"],
        unique=True,
        postgresql_where=sa.text("state = 'ISSUED'"),
    )
    known = op.get_bind().execute(
        sa.text("SELECT DISTINCT jsonb_array_elements_text(person_ids)::uuid FROM order_copy")
    )
    rows = [
        {"person_id": person, "code": "".join(secrets.choice(ALPHABET) for _ in range(8))} for person in known.scalars()
    ]
    if rows:
        op.bulk_insert(codes, rows)


def downgrade() -> None:
    """Undo."""
    op.drop_table("member_card")
    op.drop_table("referral_code")
