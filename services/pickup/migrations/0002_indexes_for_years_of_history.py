"""Indexes for years of history

Revision: 0002, after 0001
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.drop_index("ix_expected_piece_state", table_name="expected_piece")
    op.create_index("expected_piece_in_state", "expected_piece", ["branch_id", "state", "code", "id"], unique=False)
    op.drop_index("ix_pickup_booking_starts_at", table_name="pickup_booking")
    op.create_index("pickup_booking_starts", "pickup_booking", ["branch_id", "starts_at"], unique=False)
    op.create_index("service_card_of_branch", "service_card", ["branch_id", "card_number"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index("service_card_of_branch", table_name="service_card")
    op.drop_index("pickup_booking_starts", table_name="pickup_booking")
    op.create_index("ix_pickup_booking_starts_at", "pickup_booking", ["starts_at"], unique=False)
    op.drop_index("expected_piece_in_state", table_name="expected_piece")
    op.create_index("ix_expected_piece_state", "expected_piece", ["state"], unique=False)
