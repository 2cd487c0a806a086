"""Initial tables

Revision: 0001, after
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "branch_ref",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("branch_id"),
        info={"scope": "service"},
    )
    op.create_table(
        "business_day",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("report_number", sa.String(length=32), nullable=True),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("computed_cash", sa.BigInteger(), nullable=True),
        sa.Column("counted_cash", sa.BigInteger(), nullable=True),
        sa.Column("float_left", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("counted_by", sa.String(length=40), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.String(length=40), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("branch_id", "day"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("report_number"),
    )
    op.create_table(
        "clock_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        info={"scope": "service"},
    )
    op.create_table(
        "counter",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("branch_id", "series", "period"),
    )
    op.create_table(
        "float_count",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=True),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("counted_by", sa.String(length=40), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("branch_id", "day"),
    )
    op.create_table(
        "idempotency_key",
        sa.Column("principal", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("answer", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("principal", "key"),
        info={"scope": "service"},
    )
    op.create_table(
        "inbox",
        sa.Column("consumer", sa.Text(), nullable=False),
        sa.Column("event_id", sa.UUID(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("consumer", "event_id"),
        info={"scope": "service"},
    )
    op.create_table(
        "job_run",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), server_default="", nullable=False),
        sa.Column("done_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", "part"),
        info={"scope": "service"},
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.UUID(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("nats_subject", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("envelope", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id"),
        info={"scope": "service"},
    )
    op.create_index(
        "outbox_unpublished", "outbox", ["id"], unique=False, postgresql_where=sa.text("published_at IS NULL")
    )
    op.create_table(
        "package",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "code", name="package_code", postgresql_nulls_not_distinct=True),
    )
    op.create_index(op.f("ix_package_branch_id"), "package", ["branch_id"], unique=False)
    op.create_table(
        "parked_event",
        sa.Column("consumer", sa.Text(), nullable=False),
        sa.Column("event_id", sa.UUID(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("envelope", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), server_default="PARKED", nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("consumer", "event_id"),
        info={"scope": "service"},
    )
    op.create_index(
        "parked_open",
        "parked_event",
        ["consumer", "subject", "sequence"],
        unique=False,
        postgresql_where=sa.text("state IN ('PARKED', 'RETRY')"),
    )
    op.create_table(
        "person",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("gender", sa.String(length=40), nullable=True),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_mark", sa.String(length=64), nullable=True),
        sa.Column("phone_tail", sa.String(length=4), nullable=False),
        sa.Column("tail_mark", sa.String(length=64), nullable=True),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("identity_mark", sa.String(length=64), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_branch_id"), "person", ["branch_id"], unique=False)
    op.create_index(op.f("ix_person_identity_mark"), "person", ["identity_mark"], unique=False)
    op.create_index(op.f("ix_person_phone_mark"), "person", ["phone_mark"], unique=False)
    op.create_index(op.f("ix_person_tail_mark"), "person", ["tail_mark"], unique=False)
    op.create_table(
        "proxy",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("leave_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("proxy_id", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("leave_id"),
    )
    op.create_index(op.f("ix_proxy_branch_id"), "proxy", ["branch_id"], unique=False)
    op.create_index(op.f("ix_proxy_staff_id"), "proxy", ["staff_id"], unique=False)
    op.create_table(
        "rota",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("staff_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("turns", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("branch_id", "day"),
    )
    op.create_table(
        "staff_ref",
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("home_branch_id", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("staff_id"),
        info={"scope": "service"},
    )
    op.create_table(
        "storage_places",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("lockers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("makeup_boxes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("branch_id"),
    )
    op.create_table(
        "visit",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("receiver_id", sa.String(length=40), nullable=False),
        sa.Column("proxy_for", sa.String(length=40), nullable=True),
        sa.Column("skipped_id", sa.String(length=40), nullable=True),
        sa.Column("skip_reason", sa.String(length=200), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("phone_refused_reason", sa.String(length=200), nullable=True),
        sa.Column("returning", sa.Boolean(), nullable=False),
        sa.Column("wanted_category", sa.String(length=40), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("wedding_date", sa.Date(), nullable=True),
        sa.Column("referrer_person_id", sa.Uuid(), nullable=True),
        sa.Column("previous_visit_id", sa.Uuid(), nullable=True),
        sa.Column("held_by", sa.String(length=40), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hold_outcome", sa.String(length=40), nullable=True),
        sa.Column("hold_note", sa.String(length=2000), nullable=False),
        sa.Column("loss_reason", sa.String(length=40), nullable=True),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_visit_branch_id"), "visit", ["branch_id"], unique=False)
    op.create_index(op.f("ix_visit_person_id"), "visit", ["person_id"], unique=False)
    op.create_index(op.f("ix_visit_previous_visit_id"), "visit", ["previous_visit_id"], unique=False)
    op.create_index("visit_day", "visit", ["branch_id", "day"], unique=False)
    op.create_table(
        "name_prefix",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("prefix", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "prefix"),
    )
    op.create_index(op.f("ix_name_prefix_branch_id"), "name_prefix", ["branch_id"], unique=False)
    op.create_index(op.f("ix_name_prefix_prefix"), "name_prefix", ["prefix"], unique=False)
    op.create_table(
        "package_version",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("clothes_sets", sa.Integer(), nullable=False),
        sa.Column("album_photos", sa.Integer(), nullable=False),
        sa.Column("extra_photo_price", sa.BigInteger(), nullable=False),
        sa.Column("products", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["package.id"],
        ),
        sa.PrimaryKeyConstraint("package_id", "version"),
    )
    op.create_table(
        "reveal_log",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_reveal_log_branch_id"), "reveal_log", ["branch_id"], unique=False)
    op.create_index(op.f("ix_reveal_log_person_id"), "reveal_log", ["person_id"], unique=False)
    op.create_table(
        "studio_order",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("person_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("referrer_person_id", sa.Uuid(), nullable=True),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("package_code", sa.String(length=40), nullable=False),
        sa.Column("package_version", sa.Integer(), nullable=False),
        sa.Column("package_name", sa.String(length=200), nullable=False),
        sa.Column("clothes_sets", sa.Integer(), nullable=False),
        sa.Column("album_photos", sa.Integer(), nullable=False),
        sa.Column("products", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("extra_photo_price", sa.BigInteger(), nullable=False),
        sa.Column("package_price", sa.BigInteger(), nullable=False),
        sa.Column("discount", sa.BigInteger(), nullable=False),
        sa.Column("discount_reason", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("wedding_date", sa.Date(), nullable=True),
        sa.Column("wanted_date", sa.Date(), nullable=True),
        sa.Column("designated_photographer_id", sa.String(length=40), nullable=True),
        sa.Column("designated_makeup_artist_id", sa.String(length=40), nullable=True),
        sa.Column("planning_book", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("booking_checklist", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("package_total", sa.BigInteger(), nullable=False),
        sa.Column("package_paid", sa.BigInteger(), nullable=False),
        sa.Column("selection_total", sa.BigInteger(), nullable=False),
        sa.Column("selection_paid", sa.BigInteger(), nullable=False),
        sa.Column("package_conceded", sa.BigInteger(), nullable=False),
        sa.Column("selection_conceded", sa.BigInteger(), nullable=False),
        sa.Column("balance_version", sa.Integer(), nullable=False),
        sa.Column("arrears_override_by", sa.String(length=40), nullable=True),
        sa.Column("arrears_override_reason", sa.String(length=2000), nullable=True),
        sa.Column("customer_number", sa.String(length=16), nullable=True),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("design_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("design_accepted_by", sa.String(length=40), nullable=True),
        sa.Column("amendments", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["package.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_studio_order_branch_id"), "studio_order", ["branch_id"], unique=False)
    op.create_index(op.f("ix_studio_order_customer_number"), "studio_order", ["customer_number"], unique=False)
    op.create_index(op.f("ix_studio_order_owner_id"), "studio_order", ["owner_id"], unique=False)
    op.create_index("order_number_in_branch", "studio_order", ["branch_id", "customer_number"], unique=True)
    op.create_index("order_state", "studio_order", ["branch_id", "state"], unique=False)
    op.create_table(
        "amendment",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("state_then", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("order_id", "number"),
    )
    op.create_index(op.f("ix_amendment_branch_id"), "amendment", ["branch_id"], unique=False)
    op.create_table(
        "cancellation",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("requested_by", sa.String(length=40), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "cancellation_open", "cancellation", ["order_id"], unique=True, postgresql_where=sa.text("state = 'REQUESTED'")
    )
    op.create_index(op.f("ix_cancellation_branch_id"), "cancellation", ["branch_id"], unique=False)
    op.create_index(op.f("ix_cancellation_order_id"), "cancellation", ["order_id"], unique=False)
    op.create_table(
        "check_in",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("steps", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("started_by", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("order_id"),
    )
    op.create_index(op.f("ix_check_in_branch_id"), "check_in", ["branch_id"], unique=False)
    op.create_table(
        "clearance",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("gate", sa.String(length=40), nullable=False),
        sa.Column("balance_version", sa.Integer(), nullable=False),
        sa.Column("issued_by", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("clearance_running", "clearance", ["order_id", "gate", "expires_at"], unique=False)
    op.create_index(op.f("ix_clearance_branch_id"), "clearance", ["branch_id"], unique=False)
    op.create_table(
        "deposit",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("object", sa.String(length=40), nullable=False),
        sa.Column("object_number", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("note_tested", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cashier_id", sa.String(length=40), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=40), nullable=True),
        sa.Column("signature_name", sa.String(length=200), nullable=True),
        sa.Column("forfeit_reason", sa.String(length=2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "year", "sequence", name="deposit_sequence"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(
        "deposit_place",
        "deposit",
        ["branch_id", "object", "object_number"],
        unique=True,
        postgresql_where=sa.text("state = 'TAKEN' AND object IN ('LOCKER', 'MAKEUP_BOX')"),
    )
    op.create_index("deposit_settled_on", "deposit", ["branch_id", "settled_on"], unique=False)
    op.create_index("deposit_taken_on", "deposit", ["branch_id", "taken_on"], unique=False)
    op.create_index(op.f("ix_deposit_branch_id"), "deposit", ["branch_id"], unique=False)
    op.create_index(op.f("ix_deposit_order_id"), "deposit", ["order_id"], unique=False)
    op.create_table(
        "extra_sale",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("selection_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("extra_photos", sa.Integer(), nullable=False),
        sa.Column("products", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("clerk_id", sa.String(length=40), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("selection_id"),
    )
    op.create_index(op.f("ix_extra_sale_branch_id"), "extra_sale", ["branch_id"], unique=False)
    op.create_index(op.f("ix_extra_sale_order_id"), "extra_sale", ["order_id"], unique=False)
    op.create_table(
        "order_person",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("order_id", "person_id"),
    )
    op.create_index(op.f("ix_order_person_branch_id"), "order_person", ["branch_id"], unique=False)
    op.create_index(op.f("ix_order_person_person_id"), "order_person", ["person_id"], unique=False)
    op.create_table(
        "performance",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("order_id", "booking_id", "role"),
    )
    op.create_index(op.f("ix_performance_branch_id"), "performance", ["branch_id"], unique=False)
    op.create_index(op.f("ix_performance_staff_id"), "performance", ["staff_id"], unique=False)
    op.create_table(
        "receipt",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("already_paid", sa.BigInteger(), nullable=False),
        sa.Column("unpaid_after", sa.BigInteger(), nullable=False),
        sa.Column("refunded", sa.BigInteger(), nullable=False),
        sa.Column("handler_id", sa.String(length=40), nullable=False),
        sa.Column("cashier_id", sa.String(length=40), nullable=False),
        sa.Column("note_tested", sa.Boolean(), nullable=False),
        sa.Column("customer_number", sa.String(length=16), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("void_reason", sa.String(length=2000), nullable=True),
        sa.Column("voided_by", sa.String(length=40), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("amount > 0", name="receipt_amount"),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "year", "sequence", name="receipt_sequence"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_receipt_branch_id"), "receipt", ["branch_id"], unique=False)
    op.create_index(op.f("ix_receipt_order_id"), "receipt", ["order_id"], unique=False)
    op.create_index("receipt_day", "receipt", ["branch_id", "business_day"], unique=False)
    op.create_table(
        "shoot_visit",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("visitor_id", sa.String(length=40), nullable=False),
        sa.Column("visitor_role", sa.String(length=20), nullable=False),
        sa.Column("feeling", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("lunch", sa.Integer(), nullable=False),
        sa.Column("flow", sa.Integer(), nullable=False),
        sa.Column("technicians", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_shoot_visit_branch_id"), "shoot_visit", ["branch_id"], unique=False)
    op.create_index(op.f("ix_shoot_visit_order_id"), "shoot_visit", ["order_id"], unique=False)
    op.create_table(
        "refund",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("cancellation_id", sa.Uuid(), nullable=True),
        sa.Column("receipt_number", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("lowers_price", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("requested_by", sa.String(length=40), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(length=40), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_by", sa.String(length=40), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount > 0", name="refund_amount"),
        sa.ForeignKeyConstraint(
            ["cancellation_id"],
            ["cancellation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["studio_order.id"],
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"],
            ["receipt.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_refund_branch_id"), "refund", ["branch_id"], unique=False)
    op.create_index(op.f("ix_refund_cancellation_id"), "refund", ["cancellation_id"], unique=False)
    op.create_index(op.f("ix_refund_order_id"), "refund", ["order_id"], unique=False)
    op.create_index(op.f("ix_refund_receipt_id"), "refund", ["receipt_id"], unique=False)
    op.create_index("refund_day", "refund", ["branch_id", "paid_on"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index("refund_day", table_name="refund")
    op.drop_index(op.f("ix_refund_receipt_id"), table_name="refund")
    op.drop_index(op.f("ix_refund_order_id"), table_name="refund")
    op.drop_index(op.f("ix_refund_cancellation_id"), table_name="refund")
    op.drop_index(op.f("ix_refund_branch_id"), table_name="refund")
    op.drop_table("refund")
    op.drop_index(op.f("ix_shoot_visit_order_id"), table_name="shoot_visit")
    op.drop_index(op.f("ix_shoot_visit_branch_id"), table_name="shoot_visit")
    op.drop_table("shoot_visit")
    op.drop_index("receipt_day", table_name="receipt")
    op.drop_index(op.f("ix_receipt_order_id"), table_name="receipt")
    op.drop_index(op.f("ix_receipt_branch_id"), table_name="receipt")
    op.drop_table("receipt")
    op.drop_index(op.f("ix_performance_staff_id"), table_name="performance")
    op.drop_index(op.f("ix_performance_branch_id"), table_name="performance")
    op.drop_table("performance")
    op.drop_index(op.f("ix_order_person_person_id"), table_name="order_person")
    op.drop_index(op.f("ix_order_person_branch_id"), table_name="order_person")
    op.drop_table("order_person")
    op.drop_index(op.f("ix_extra_sale_order_id"), table_name="extra_sale")
    op.drop_index(op.f("ix_extra_sale_branch_id"), table_name="extra_sale")
    op.drop_table("extra_sale")
    op.drop_index(op.f("ix_deposit_order_id"), table_name="deposit")
    op.drop_index(op.f("ix_deposit_branch_id"), table_name="deposit")
    op.drop_index("deposit_taken_on", table_name="deposit")
    op.drop_index("deposit_settled_on", table_name="deposit")
    op.drop_index(
        "deposit_place",
        table_name="deposit",
        postgresql_where=sa.text("state = 'TAKEN' AND object IN ('LOCKER', 'MAKEUP_BOX')"),
    )
    op.drop_table("deposit")
    op.drop_index(op.f("ix_clearance_branch_id"), table_name="clearance")
    op.drop_index("clearance_running", table_name="clearance")
    op.drop_table("clearance")
    op.drop_index(op.f("ix_check_in_branch_id"), table_name="check_in")
    op.drop_table("check_in")
    op.drop_index(op.f("ix_cancellation_order_id"), table_name="cancellation")
    op.drop_index(op.f("ix_cancellation_branch_id"), table_name="cancellation")
    op.drop_index("cancellation_open", table_name="cancellation", postgresql_where=sa.text("state = 'REQUESTED'"))
    op.drop_table("cancellation")
    op.drop_index(op.f("ix_amendment_branch_id"), table_name="amendment")
    op.drop_table("amendment")
    op.drop_index("order_state", table_name="studio_order")
    op.drop_index("order_number_in_branch", table_name="studio_order")
    op.drop_index(op.f("ix_studio_order_owner_id"), table_name="studio_order")
    op.drop_index(op.f("ix_studio_order_customer_number"), table_name="studio_order")
    op.drop_index(op.f("ix_studio_order_branch_id"), table_name="studio_order")
    op.drop_table("studio_order")
    op.drop_index(op.f("ix_reveal_log_person_id"), table_name="reveal_log")
    op.drop_index(op.f("ix_reveal_log_branch_id"), table_name="reveal_log")
    op.drop_table("reveal_log")
    op.drop_table("package_version")
    op.drop_index(op.f("ix_name_prefix_prefix"), table_name="name_prefix")
    op.drop_index(op.f("ix_name_prefix_branch_id"), table_name="name_prefix")
    op.drop_table("name_prefix")
    op.drop_index("visit_day", table_name="visit")
    op.drop_index(op.f("ix_visit_previous_visit_id"), table_name="visit")
    op.drop_index(op.f("ix_visit_person_id"), table_name="visit")
    op.drop_index(op.f("ix_visit_branch_id"), table_name="visit")
    op.drop_table("visit")
    op.drop_table("storage_places")
    op.drop_table("staff_ref")
    op.drop_table("rota")
    op.drop_index(op.f("ix_proxy_staff_id"), table_name="proxy")
    op.drop_index(op.f("ix_proxy_branch_id"), table_name="proxy")
    op.drop_table("proxy")
    op.drop_index(op.f("ix_person_tail_mark"), table_name="person")
    op.drop_index(op.f("ix_person_phone_mark"), table_name="person")
    op.drop_index(op.f("ix_person_identity_mark"), table_name="person")
    op.drop_index(op.f("ix_person_branch_id"), table_name="person")
    op.drop_table("person")
    op.drop_index("parked_open", table_name="parked_event", postgresql_where=sa.text("state IN ('PARKED', 'RETRY')"))
    op.drop_table("parked_event")
    op.drop_index(op.f("ix_package_branch_id"), table_name="package")
    op.drop_table("package")
    op.drop_index("outbox_unpublished", table_name="outbox", postgresql_where=sa.text("published_at IS NULL"))
    op.drop_table("outbox")
    op.drop_table("job_run")
    op.drop_table("inbox")
    op.drop_table("idempotency_key")
    op.drop_table("float_count")
    op.drop_table("counter")
    op.drop_table("clock_setting")
    op.drop_table("business_day")
    op.drop_table("branch_ref")
