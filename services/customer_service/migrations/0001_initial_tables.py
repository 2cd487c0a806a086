"""Initial tables of customer service."""

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
        "booking_copy",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("booking_id"),
    )
    op.create_index(op.f("ix_booking_copy_branch_id"), "booking_copy", ["branch_id"], unique=False)
    op.create_index(op.f("ix_booking_copy_order_id"), "booking_copy", ["order_id"], unique=False)
    op.create_table(
        "branch_ref",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("branch_id"),
        info={"scope": "service"},
    )
    op.create_table(
        "clock_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        info={"scope": "service"},
    )
    op.create_table(
        "complaint",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("nature", sa.String(length=40), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("complainant_person_id", sa.Uuid(), nullable=True),
        sa.Column("department", sa.String(length=40), nullable=True),
        sa.Column("about_customer_service", sa.Boolean(), nullable=False),
        sa.Column("content", sa.String(length=2000), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(length=40), nullable=False),
        sa.Column("answer_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turns_valid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("complaint_class", sa.String(length=40), nullable=True),
        sa.Column("responsible_department", sa.String(length=40), nullable=True),
        sa.Column("explanation", sa.String(length=2000), nullable=True),
        sa.Column("cause", sa.String(length=2000), nullable=True),
        sa.Column("responsible_staff_id", sa.String(length=40), nullable=True),
        sa.Column("emergency_measure", sa.String(length=2000), nullable=True),
        sa.Column("prevention", sa.String(length=2000), nullable=True),
        sa.Column("options", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("chosen_option", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("compensation", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("signature_digest", sa.String(length=64), nullable=True),
        sa.Column("paper_scan_id", sa.Uuid(), nullable=True),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("visit_answer", sa.String(length=20), nullable=True),
        sa.Column("put_right_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.String(length=2000), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(
        "complaint_turning_valid",
        "complaint",
        ["turns_valid_at"],
        unique=False,
        postgresql_where=sa.text("turns_valid_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_complaint_branch_id"), "complaint", ["branch_id"], unique=False)
    op.create_index(op.f("ix_complaint_order_id"), "complaint", ["order_id"], unique=False)
    op.create_index(op.f("ix_complaint_received_at"), "complaint", ["received_at"], unique=False)
    op.create_index(op.f("ix_complaint_state"), "complaint", ["state"], unique=False)
    op.create_table(
        "complaint_entry",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_complaint_entry_branch_id"), "complaint_entry", ["branch_id"], unique=False)
    op.create_index(op.f("ix_complaint_entry_complaint_id"), "complaint_entry", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_number",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("branch_id", "year"),
    )
    op.create_table(
        "contact",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("occasion", sa.String(length=200), nullable=False),
        sa.Column("dedupe", sa.String(length=220), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("complaint_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("assignee_id", sa.String(length=40), nullable=True),
        sa.Column("on_behalf_of", sa.String(length=40), nullable=True),
        sa.Column("for_role", sa.String(length=40), nullable=True),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("parameters", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("done_by", sa.String(length=40), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dedupe"),
    )
    op.create_index("contact_assignee", "contact", ["assignee_id", "due_at"], unique=False)
    op.create_index(
        "contact_due", "contact", ["due_at"], unique=False, postgresql_where=sa.text("state IN ('PLANNED', 'OVERDUE')")
    )
    op.create_index(op.f("ix_contact_branch_id"), "contact", ["branch_id"], unique=False)
    op.create_index(op.f("ix_contact_order_id"), "contact", ["order_id"], unique=False)
    op.create_index(op.f("ix_contact_visit_id"), "contact", ["visit_id"], unique=False)
    op.create_table(
        "contact_attempt",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_contact_attempt_branch_id"), "contact_attempt", ["branch_id"], unique=False)
    op.create_index(op.f("ix_contact_attempt_contact_id"), "contact_attempt", ["contact_id"], unique=False)
    op.create_table(
        "delay",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=2000), nullable=False),
        sa.Column("promise", sa.String(length=2000), nullable=True),
        sa.Column("compensation", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("recorded_by", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_delay_branch_id"), "delay", ["branch_id"], unique=False)
    op.create_index(op.f("ix_delay_order_id"), "delay", ["order_id"], unique=False)
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
        "job_sheet",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("stage_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("owner_id", sa.String(length=40), nullable=True),
        sa.Column("customer_number", sa.String(length=40), nullable=True),
        sa.Column("next_step", sa.String(length=40), nullable=True),
        sa.Column("next_department", sa.String(length=40), nullable=True),
        sa.Column("next_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("flags", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sheet", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("order_id"),
    )
    op.create_index(op.f("ix_job_sheet_branch_id"), "job_sheet", ["branch_id"], unique=False)
    op.create_index(op.f("ix_job_sheet_owner_id"), "job_sheet", ["owner_id"], unique=False)
    op.create_index("job_sheet_due", "job_sheet", ["branch_id", "next_due"], unique=False)
    op.create_index("job_sheet_list", "job_sheet", ["branch_id", "opened_at", "order_id"], unique=False)
    op.create_index("job_sheet_stage", "job_sheet", ["branch_id", "stage"], unique=False)
    op.create_table(
        "job_sheet_entry",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=True),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index(op.f("ix_job_sheet_entry_branch_id"), "job_sheet_entry", ["branch_id"], unique=False)
    op.create_index("job_sheet_entry_order", "job_sheet_entry", ["order_id", "at", "event_id"], unique=False)
    op.create_table(
        "leave_copy",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("leave_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("proxy_id", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("leave_id"),
    )
    op.create_index(op.f("ix_leave_copy_branch_id"), "leave_copy", ["branch_id"], unique=False)
    op.create_index(op.f("ix_leave_copy_staff_id"), "leave_copy", ["staff_id"], unique=False)
    op.create_table(
        "member",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "message",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("parameters", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider", sa.String(length=20), nullable=True),
        sa.Column("result", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contact_id"),
    )
    op.create_index(op.f("ix_message_branch_id"), "message", ["branch_id"], unique=False)
    op.create_index(
        "message_queue",
        "message",
        ["next_try_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('QUEUED', 'SENDING')"),
    )
    op.create_table(
        "order_copy",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("owner_id", sa.String(length=40), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("person_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("wedding_date", sa.Date(), nullable=True),
        sa.Column("wanted_date", sa.Date(), nullable=True),
        sa.Column("referrer_person_id", sa.Uuid(), nullable=True),
        sa.Column("amendment", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Boolean(), nullable=False),
        sa.Column("shot", sa.Boolean(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("handed_over", sa.Boolean(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("ready", sa.Integer(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("balance_version", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.PrimaryKeyConstraint("order_id"),
    )
    op.create_index(op.f("ix_order_copy_branch_id"), "order_copy", ["branch_id"], unique=False)
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
        "points_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.String(length=12), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("balance", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_points_entry_person_id"), "points_entry", ["person_id"], unique=False)
    op.create_table(
        "spending",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_spending_branch_id"), "spending", ["branch_id"], unique=False)
    op.create_index(op.f("ix_spending_order_id"), "spending", ["order_id"], unique=False)
    op.create_table(
        "staff_ref",
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("home_branch_id", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("staff_id"),
        info={"scope": "service"},
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("staff_ref")
    op.drop_index(op.f("ix_spending_order_id"), table_name="spending")
    op.drop_index(op.f("ix_spending_branch_id"), table_name="spending")
    op.drop_table("spending")
    op.drop_index(op.f("ix_points_entry_person_id"), table_name="points_entry")
    op.drop_table("points_entry")
    op.drop_index("parked_open", table_name="parked_event", postgresql_where=sa.text("state IN ('PARKED', 'RETRY')"))
    op.drop_table("parked_event")
    op.drop_index("outbox_unpublished", table_name="outbox", postgresql_where=sa.text("published_at IS NULL"))
    op.drop_table("outbox")
    op.drop_index(op.f("ix_order_copy_branch_id"), table_name="order_copy")
    op.drop_table("order_copy")
    op.drop_index("message_queue", table_name="message", postgresql_where=sa.text("state IN ('QUEUED', 'SENDING')"))
    op.drop_index(op.f("ix_message_branch_id"), table_name="message")
    op.drop_table("message")
    op.drop_table("member")
    op.drop_index(op.f("ix_leave_copy_staff_id"), table_name="leave_copy")
    op.drop_index(op.f("ix_leave_copy_branch_id"), table_name="leave_copy")
    op.drop_table("leave_copy")
    op.drop_index("job_sheet_entry_order", table_name="job_sheet_entry")
    op.drop_index(op.f("ix_job_sheet_entry_branch_id"), table_name="job_sheet_entry")
    op.drop_table("job_sheet_entry")
    op.drop_index("job_sheet_stage", table_name="job_sheet")
    op.drop_index("job_sheet_list", table_name="job_sheet")
    op.drop_index("job_sheet_due", table_name="job_sheet")
    op.drop_index(op.f("ix_job_sheet_owner_id"), table_name="job_sheet")
    op.drop_index(op.f("ix_job_sheet_branch_id"), table_name="job_sheet")
    op.drop_table("job_sheet")
    op.drop_table("job_run")
    op.drop_table("inbox")
    op.drop_table("idempotency_key")
    op.drop_index(op.f("ix_delay_order_id"), table_name="delay")
    op.drop_index(op.f("ix_delay_branch_id"), table_name="delay")
    op.drop_table("delay")
    op.drop_index(op.f("ix_contact_attempt_contact_id"), table_name="contact_attempt")
    op.drop_index(op.f("ix_contact_attempt_branch_id"), table_name="contact_attempt")
    op.drop_table("contact_attempt")
    op.drop_index(op.f("ix_contact_visit_id"), table_name="contact")
    op.drop_index(op.f("ix_contact_order_id"), table_name="contact")
    op.drop_index(op.f("ix_contact_branch_id"), table_name="contact")
    op.drop_index("contact_due", table_name="contact", postgresql_where=sa.text("state IN ('PLANNED', 'OVERDUE')"))
    op.drop_index("contact_assignee", table_name="contact")
    op.drop_table("contact")
    op.drop_table("complaint_number")
    op.drop_index(op.f("ix_complaint_entry_complaint_id"), table_name="complaint_entry")
    op.drop_index(op.f("ix_complaint_entry_branch_id"), table_name="complaint_entry")
    op.drop_table("complaint_entry")
    op.drop_index(op.f("ix_complaint_state"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_received_at"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_order_id"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_branch_id"), table_name="complaint")
    op.drop_index(
        "complaint_turning_valid", table_name="complaint", postgresql_where=sa.text("turns_valid_at IS NOT NULL")
    )
    op.drop_table("complaint")
    op.drop_table("clock_setting")
    op.drop_table("branch_ref")
    op.drop_index(op.f("ix_booking_copy_order_id"), table_name="booking_copy")
    op.drop_index(op.f("ix_booking_copy_branch_id"), table_name="booking_copy")
    op.drop_table("booking_copy")
