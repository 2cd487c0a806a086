"""What the roles may do (catalogue part 4)."""

import json
from pathlib import Path
from typing import Any

import pytest

from gateway.front.callers import principal_of
from gateway.models import Staff
from gateway.permissions import allowed_for_key, compact, permissions_of
from gateway.roles import DOORKEEPER, OWN_ORDER, ROLES, VISITOR
from shared.kit.auth import Principal

CATALOGUE_ROLES = {
    "general_manager", "operations_director", "store_manager", "reception_manager", "consultant", "cashier",
    "scheduler", "photographer", "assistant", "makeup_artist", "selection_consultant", "retoucher", "designer",
    "production", "pickup_clerk", "service_agent", "service_manager", "administrator",
}  # fmt: skip

PERMISSIONS = [
    "reception.arrears.override",
    "reception.cancellations.approve",
    "reception.check_in.do",
    "reception.clearances.issue",
    "reception.days.close",
    "reception.days.read",
    "reception.days.sign",
    "reception.deposits.forfeit",
    "reception.deposits.return",
    "reception.deposits.take",
    "reception.discounts.grant",
    "reception.discounts.unlimited",
    "reception.floats.count",
    "reception.member_data.read",
    "reception.orders.amend",
    "reception.orders.amend_late",
    "reception.orders.place",
    "reception.orders.read",
    "reception.packages.manage",
    "reception.packages.read",
    "reception.payments.take",
    "reception.people.lookup",
    "reception.people.read",
    "reception.people.register",
    "reception.people.reveal",
    "reception.receipts.read",
    "reception.receipts.void",
    "reception.refunds.approve",
    "reception.refunds.pay",
    "reception.refunds.request",
    "reception.rotas.manage",
    "reception.rotas.read",
    "reception.search",
    "reception.shoot_visits.record",
    "reception.storage.manage",
    "reception.traffic.read",
    "reception.visits.hold",
    "reception.visits.read",
    "reception.visits.register",
    "scheduling.bookings.confirm",
    "scheduling.bookings.make",
    "scheduling.bookings.read",
    "scheduling.capacity.manage",
    "scheduling.capacity.override",
    "scheduling.fittings.record",
    "scheduling.leaves.approve_long",
    "scheduling.leaves.approve_short",
    "scheduling.leaves.decide",
    "scheduling.leaves.request",
    "scheduling.plans.read",
    "scheduling.resources.manage",
    "scheduling.resources.read",
    "scheduling.shoots.do",
    "post_production.handover.accept",
    "post_production.handover.give",
    "post_production.layouts.answer",
    "post_production.layouts.present",
    "post_production.orders.read",
    "post_production.photos.import",
    "post_production.photos.read",
    "post_production.production.do",
    "post_production.production.order",
    "post_production.reworks.approve",
    "post_production.reworks.request",
    "post_production.selections.do",
    "post_production.selections.prepare",
    "post_production.selections.read",
    "post_production.work.do",
    "post_production.work.read",
    "pickup.arrivals.record",
    "pickup.board.read",
    "pickup.cards.issue",
    "pickup.delays.record",
    "pickup.handovers.do",
    "pickup.orders.read",
    "pickup.pieces.read",
    "pickup.suggestions.read",
    "pickup.suggestions.record",
    "customer_service.compensation.unlimited",
    "customer_service.complaints.decide",
    "customer_service.complaints.handle",
    "customer_service.complaints.judge",
    "customer_service.complaints.judge_major",
    "customer_service.complaints.judge_own_department",
    "customer_service.complaints.report",
    "customer_service.contacts.do",
    "customer_service.contacts.plan",
    "customer_service.contacts.read",
    "customer_service.delays.approve",
    "customer_service.delays.read",
    "customer_service.delays.record",
    "customer_service.job_sheets.read",
    "customer_service.members.read",
    "customer_service.orders.read",
    "customer_service.service_summary.read",
    "customer_service.templates.read",
    "customer_service.visit_checks.do",
    "customer_service.visit_quotas.read",
    "operations.read",
    "operations.clock",
    "operations.parked",
    "gateway.staff.manage",
    "gateway.branches.manage",
    "gateway.api_keys.manage",
    "gateway.audit.read",
]

GENERATED = Path(__file__).parents[2] / "gateway" / "routes.json"


def who(role: str) -> Principal:
    return Principal("somebody", frozenset({role}), permissions_of([role]), frozenset({"GG01"}))


def holders(permission: str) -> set[str]:
    return {role for role in ROLES if who(role).may(permission)}


def all_permissions() -> list[str]:
    """Those the departments declare, and those of the generated routes."""
    found = set(PERMISSIONS)
    if GENERATED.is_file():
        entries = json.loads(GENERATED.read_text(encoding="utf-8"))
        found |= {entry["permission"] for entry in entries if entry["permission"]}
    return sorted(found - set(VISITOR))


def test_roles_are_those_of_the_catalogue() -> None:
    assert set(ROLES) == CATALOGUE_ROLES


def test_every_permission_is_held_by_somebody() -> None:
    by_code = {*OWN_ORDER, *DOORKEEPER}
    assert {permission for permission in all_permissions() if not holders(permission)} == by_code


def test_nobody_can_open_a_pickup_with_arrears() -> None:
    """FIN-11: the permission does not exist, so no role names one and no route of pickup asks for one."""
    opening = [p for p in all_permissions() if p.startswith("pickup.") and ("override" in p or "arrears" in p)]
    assert opening == []
    named = [p for patterns in ROLES.values() for p in patterns]
    assert not [p for p in named if p.startswith("pickup.") and ("override" in p or "arrears" in p)]


def test_administrator_does_no_trade_work() -> None:
    """M-78."""
    admin = who("administrator")
    departments = ("reception.", "scheduling.", "post_production.", "pickup.", "customer_service.")
    assert not [p for p in all_permissions() if p.startswith(departments) and admin.may(p)]


def test_only_the_administrator_manages_people_and_operates() -> None:
    """M-78."""
    for permission in (
        "gateway.staff.manage",
        "gateway.branches.manage",
        "gateway.api_keys.manage",
        "gateway.audit.read",
        "operations.read",
        "operations.clock",
        "operations.parked",
    ):
        assert holders(permission) == {"administrator"}, permission


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("post_production.reworks.approve", {"store_manager"}),
        ("scheduling.leaves.approve_short", {"operations_director", "store_manager"}),
        ("scheduling.leaves.approve_long", {"general_manager"}),
        ("scheduling.leaves.decide", {"general_manager", "operations_director", "store_manager"}),
        ("reception.arrears.override", {"store_manager", "reception_manager"}),
        ("reception.discounts.grant", {"general_manager", "operations_director", "store_manager", "reception_manager"}),
        ("reception.discounts.unlimited", {"general_manager", "operations_director", "store_manager"}),
        ("reception.visits.hold", {"store_manager", "reception_manager"}),
        ("reception.payments.take", {"cashier"}),
        ("reception.refunds.pay", {"cashier"}),
        ("reception.receipts.void", {"cashier", "store_manager", "reception_manager"}),
        ("pickup.handovers.do", {"pickup_clerk", "consultant", "reception_manager"}),
        ("post_production.selections.do", {"selection_consultant"}),
        ("customer_service.complaints.judge_major", {"store_manager", "service_manager"}),
        ("customer_service.compensation.unlimited", {"store_manager", "operations_director"}),
    ],
)
def test_who_holds_what(permission: str, roles: set[str]) -> None:
    assert holders(permission) == roles


def test_everybody_sees_the_order_page_and_reports_complaints() -> None:
    assert holders("gateway.orders.read") == CATALOGUE_ROLES
    assert holders("customer_service.complaints.report") == CATALOGUE_ROLES - {"administrator"}


def test_who_approves_a_refund_does_not_pay_it() -> None:
    for role in ROLES:
        assert not (who(role).may("reception.refunds.approve") and who(role).may("reception.refunds.pay")), role


@pytest.mark.parametrize(
    ("money_branches", "branches", "roles", "takes"),
    [
        ({"GG01"}, ["GG01"], ["consultant"], True),
        ({"GG01"}, ["GG01"], ["pickup_clerk"], True),
        ({"GG01"}, ["GG01"], ["photographer"], False),
        ({"GG01"}, ["GG01", "GG02"], ["consultant"], False),
        (set(), ["GG01"], ["consultant"], False),
        (set(), ["GG01"], ["cashier"], True),
    ],
)
def test_consultants_take_money_only_where_there_is_no_cashier(
    money_branches: set[str], branches: list[str], roles: list[str], takes: bool
) -> None:
    person = Staff(id="li.na", home_branch_id="GG01", display_name="Li Na", badge="7", roles=roles, branches=branches)
    assert principal_of(person, frozenset(money_branches)).may("reception.payments.take") is takes


@pytest.mark.parametrize("role", sorted(CATALOGUE_ROLES))
def test_a_role_fits_into_a_token(role: str) -> None:
    assert len(" ".join(permissions_of([role]))) < 3000


def test_compact_keeps_the_meaning() -> None:
    assert compact(["pickup.*", "pickup.orders.read", "reception.*.read", "reception.search"]) == (
        "pickup.*",
        "reception.*.read",
        "reception.search",
    )


@pytest.mark.parametrize(
    "permission",
    [
        "*",
        "*.*",
        "operations.read",
        "gateway.staff.manage",
        "gateway.*",
        "reception.*",
        "pickup.*.do",
        "post_production.reworks.approve",
        "reception.arrears.override",
        "system.anything.do",
    ],
)
def test_keys_never_carry_the_powers_of_people(permission: str) -> None:
    assert not allowed_for_key(permission)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_key_may_carry_is_said_in_words(language: str) -> None:
    told = json.loads(Path(f"gateway/console/src/desks/manager/i18n/{language}.json").read_text())["permission"]
    offered = {code for patterns in ROLES.values() for code in patterns if allowed_for_key(code) and "*" not in code}
    for code in sorted(offered):
        words: Any = told
        for part in code.split("."):
            words = words[part]
        assert words
