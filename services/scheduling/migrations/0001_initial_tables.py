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
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "branch_ref",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("branch_id"),
        info={"scope": "service"},
    )
    op.create_table(
        "capacity_gate",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_key", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "day", "team_key", "code", name="one_gate_per_count"),
    )
    op.create_index(op.f("ix_capacity_gate_branch_id"), "capacity_gate", ["branch_id"], unique=False)
    op.create_table(
        "capacity_rule",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("categories", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("weekdays", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("soft", sa.Integer(), nullable=True),
        sa.Column("hard", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "code", name="one_rule_per_code"),
    )
    op.create_index(op.f("ix_capacity_rule_branch_id"), "capacity_rule", ["branch_id"], unique=False)
    op.create_table(
        "capacity_sheet",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", name="one_capacity_sheet_per_branch"),
    )
    op.create_index(op.f("ix_capacity_sheet_branch_id"), "capacity_sheet", ["branch_id"], unique=False)
    op.create_table(
        "clock_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        info={"scope": "service"},
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
        "leave",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("proxy_id", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("requested_by", sa.String(length=40), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.String(), nullable=True),
        sa.Column("handover", sa.String(), nullable=True),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name="leave_has_days"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_leave_branch_id"), "leave", ["branch_id"], unique=False)
    op.create_index(op.f("ix_leave_staff_id"), "leave", ["staff_id"], unique=False)
    op.create_table(
        "order_copy",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=True),
        sa.Column("wanted_date", sa.Date(), nullable=True),
        sa.Column("wedding_date", sa.Date(), nullable=True),
        sa.Column("designated_photographer_id", sa.String(length=40), nullable=True),
        sa.Column("designated_makeup_artist_id", sa.String(length=40), nullable=True),
        sa.Column("package_name", sa.String(), nullable=False),
        sa.Column("clothes_sets", sa.Integer(), nullable=False),
        sa.Column("amendment", sa.Integer(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("customer_number", sa.String(length=40), nullable=True),
        sa.Column("shot_on", sa.Date(), nullable=True),
        sa.Column("selection_ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("layout_ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pickup_ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("order_id"),
    )
    op.create_index(op.f("ix_order_copy_branch_id"), "order_copy", ["branch_id"], unique=False)
    op.create_index(op.f("ix_order_copy_wanted_date"), "order_copy", ["wanted_date"], unique=False)
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
        "plan",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booking_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("branch_id", "day", name="one_plan_per_day"),
    )
    op.create_index(op.f("ix_plan_branch_id"), "plan", ["branch_id"], unique=False)
    op.create_table(
        "resource",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("turnaround_minutes", sa.Integer(), nullable=False),
        sa.Column("categories", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["resource.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_resource_branch_id"), "resource", ["branch_id"], unique=False)
    op.create_index(op.f("ix_resource_staff_id"), "resource", ["staff_id"], unique=False)
    op.create_index(op.f("ix_resource_team_id"), "resource", ["team_id"], unique=False)
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
        "absence",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("leave_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resource.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_absence_branch_id"), "absence", ["branch_id"], unique=False)
    op.create_index(op.f("ix_absence_resource_id"), "absence", ["resource_id"], unique=False)
    op.create_table(
        "booking",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("location", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("resources", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("arrival_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("made_by", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name="booking_has_length"),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["order_copy.order_id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("booking_of_day", "booking", ["branch_id", "day"], unique=False)
    op.create_index("booking_starts", "booking", ["branch_id", "starts_at"], unique=False)
    op.create_index(op.f("ix_booking_branch_id"), "booking", ["branch_id"], unique=False)
    op.create_index(op.f("ix_booking_order_id"), "booking", ["order_id"], unique=False)
    op.create_index(
        "one_shoot_per_order",
        "booking",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'SHOOT' AND state <> 'CANCELLED'"),
    )
    op.create_table(
        "fitting",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("shoot_booking_id", sa.Uuid(), nullable=False),
        sa.Column("dress_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("extra_choices", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
        ),
        sa.ForeignKeyConstraint(
            ["shoot_booking_id"],
            ["booking.id"],
        ),
        sa.PrimaryKeyConstraint("booking_id"),
    )
    op.create_index(op.f("ix_fitting_branch_id"), "fitting", ["branch_id"], unique=False)
    op.create_index(op.f("ix_fitting_order_id"), "fitting", ["order_id"], unique=False)
    op.create_table(
        "occupation",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("absence_id", sa.Uuid(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("resource_id"), "="),
            (sa.literal_column("tstzrange(starts_at, ends_at)"), "&&"),
            where=sa.text("active"),
            using="gist",
            name="one_at_a_time",
        ),
        sa.CheckConstraint("ends_at > starts_at", name="occupation_has_length"),
        sa.CheckConstraint("num_nonnulls(booking_id, absence_id) = 1", name="occupation_has_one_cause"),
        sa.ForeignKeyConstraint(
            ["absence_id"],
            ["absence.id"],
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resource.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_occupation_booking_id"), "occupation", ["booking_id"], unique=False)
    op.create_index(op.f("ix_occupation_branch_id"), "occupation", ["branch_id"], unique=False)
    op.create_index(
        "occupation_of_resource",
        "occupation",
        ["resource_id", "starts_at"],
        unique=False,
        postgresql_where=sa.text("active"),
    )
    op.create_table(
        "plan_change",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("change", sa.String(length=20), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous_starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_plan_change_branch_id"), "plan_change", ["branch_id"], unique=False)
    op.create_index("plan_change_of_day", "plan_change", ["branch_id", "day"], unique=False)
    op.create_table(
        "reshoot",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("missing", sa.String(), nullable=False),
        sa.Column("agree_by", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_booking_id", sa.Uuid(), nullable=True),
        sa.Column("overdue_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
        ),
        sa.ForeignKeyConstraint(
            ["next_booking_id"],
            ["booking.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_reshoot_branch_id"), "reshoot", ["branch_id"], unique=False)
    op.create_index(op.f("ix_reshoot_due_at"), "reshoot", ["due_at"], unique=False)
    op.create_index(op.f("ix_reshoot_order_id"), "reshoot", ["order_id"], unique=False)
    op.create_table(
        "shoot_day",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=True),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("preferences", sa.String(), nullable=True),
        sa.Column("skin_notes", sa.String(), nullable=True),
        sa.Column("sheet_by", sa.String(length=40), nullable=True),
        sa.Column("steps", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("selection_hints", sa.String(), nullable=True),
        sa.Column("sets", sa.Integer(), nullable=True),
        sa.Column("missing_equipment", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
        ),
        sa.PrimaryKeyConstraint("booking_id"),
    )
    op.create_index(op.f("ix_shoot_day_branch_id"), "shoot_day", ["branch_id"], unique=False)
    op.create_index(op.f("ix_shoot_day_order_id"), "shoot_day", ["order_id"], unique=False)
    op.create_index("shoot_day_of_branch", "shoot_day", ["branch_id", "day"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index("shoot_day_of_branch", table_name="shoot_day")
    op.drop_index(op.f("ix_shoot_day_order_id"), table_name="shoot_day")
    op.drop_index(op.f("ix_shoot_day_branch_id"), table_name="shoot_day")
    op.drop_table("shoot_day")
    op.drop_index(op.f("ix_reshoot_order_id"), table_name="reshoot")
    op.drop_index(op.f("ix_reshoot_due_at"), table_name="reshoot")
    op.drop_index(op.f("ix_reshoot_branch_id"), table_name="reshoot")
    op.drop_table("reshoot")
    op.drop_index("plan_change_of_day", table_name="plan_change")
    op.drop_index(op.f("ix_plan_change_branch_id"), table_name="plan_change")
    op.drop_table("plan_change")
    op.drop_index("occupation_of_resource", table_name="occupation", postgresql_where=sa.text("active"))
    op.drop_index(op.f("ix_occupation_branch_id"), table_name="occupation")
    op.drop_index(op.f("ix_occupation_booking_id"), table_name="occupation")
    op.drop_table("occupation")
    op.drop_index(op.f("ix_fitting_order_id"), table_name="fitting")
    op.drop_index(op.f("ix_fitting_branch_id"), table_name="fitting")
    op.drop_table("fitting")
    op.drop_index(
        "one_shoot_per_order", table_name="booking", postgresql_where=sa.text("kind = 'SHOOT' AND state <> 'CANCELLED'")
    )
    op.drop_index(op.f("ix_booking_order_id"), table_name="booking")
    op.drop_index(op.f("ix_booking_branch_id"), table_name="booking")
    op.drop_index("booking_starts", table_name="booking")
    op.drop_index("booking_of_day", table_name="booking")
    op.drop_table("booking")
    op.drop_index(op.f("ix_absence_resource_id"), table_name="absence")
    op.drop_index(op.f("ix_absence_branch_id"), table_name="absence")
    op.drop_table("absence")
    op.drop_table("staff_ref")
    op.drop_index(op.f("ix_resource_team_id"), table_name="resource")
    op.drop_index(op.f("ix_resource_staff_id"), table_name="resource")
    op.drop_index(op.f("ix_resource_branch_id"), table_name="resource")
    op.drop_table("resource")
    op.drop_index(op.f("ix_plan_branch_id"), table_name="plan")
    op.drop_table("plan")
    op.drop_index("parked_open", table_name="parked_event", postgresql_where=sa.text("state IN ('PARKED', 'RETRY')"))
    op.drop_table("parked_event")
    op.drop_index("outbox_unpublished", table_name="outbox", postgresql_where=sa.text("published_at IS NULL"))
    op.drop_table("outbox")
    op.drop_index(op.f("ix_order_copy_wanted_date"), table_name="order_copy")
    op.drop_index(op.f("ix_order_copy_branch_id"), table_name="order_copy")
    op.drop_table("order_copy")
    op.drop_index(op.f("ix_leave_staff_id"), table_name="leave")
    op.drop_index(op.f("ix_leave_branch_id"), table_name="leave")
    op.drop_table("leave")
    op.drop_table("job_run")
    op.drop_table("inbox")
    op.drop_table("idempotency_key")
    op.drop_table("clock_setting")
    op.drop_index(op.f("ix_capacity_sheet_branch_id"), table_name="capacity_sheet")
    op.drop_table("capacity_sheet")
    op.drop_index(op.f("ix_capacity_rule_branch_id"), table_name="capacity_rule")
    op.drop_table("capacity_rule")
    op.drop_index(op.f("ix_capacity_gate_branch_id"), table_name="capacity_gate")
    op.drop_table("capacity_gate")
    op.drop_table("branch_ref")
