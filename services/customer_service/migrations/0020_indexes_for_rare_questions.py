"""Indexes for rare questions

Revision: 0020, after 0019
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "contact_of_complaint",
        "contact",
        ["complaint_id"],
        unique=False,
        postgresql_where=sa.text("complaint_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_complaint_complainant_person_id"), "complaint", ["complainant_person_id"], unique=False)
    op.create_index(
        "order_copy_recommended",
        "order_copy",
        ["referrer_person_id"],
        unique=False,
        postgresql_where=sa.text("referrer_person_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_campaign_customer_person_id"), "campaign_customer", ["person_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index(op.f("ix_campaign_customer_person_id"), table_name="campaign_customer")
    op.drop_index("order_copy_recommended", table_name="order_copy")
    op.drop_index(op.f("ix_complaint_complainant_person_id"), table_name="complaint")
    op.drop_index("contact_of_complaint", table_name="contact")
