"""The role table against the routes: nothing is granted that does not exist, nothing exists that nobody may do."""

import json
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from gateway import __file__ as gateway_file
from gateway.permissions import permissions_of
from gateway.roles import DOORKEEPER, OWN_ORDER, ROLES, SIGNED_IN, VISITOR

DECLARED = frozenset(
    line["permission"] for line in json.loads((Path(gateway_file).parent / "routes.json").read_text("utf-8"))
)
WITHIN_USE_CASES = frozenset(
    [
        "customer_service.complaints.judge",
        "customer_service.complaints.judge_major",
        "customer_service.complaints.judge_own_department",
        "customer_service.compensation.unlimited",
        "operations.parked",
        "reception.discounts.grant",
        "reception.discounts.unlimited",
        "reception.found_items.dispose",
        "reception.orders.amend_late",
        "scheduling.capacity.override",
        "scheduling.leaves.approve_long",
        "scheduling.leaves.approve_short",
        "scheduling.things.consent",
    ]
)
"""Asked for while a use case runs, or by the operator's commands; no route declares them."""

OFFICES_ALONE: dict[str, set[str]] = {
    "post_production.reworks.approve": {"store_manager"},
    "scheduling.leaves.approve_long": {"general_manager"},
    "scheduling.write_offs.approve": {"store_manager"},
    "reception.days.close": {"cashier", "pickup_clerk"},
    "gateway.staff.manage": {"administrator"},
    "operations.clock": {"administrator"},
}
"""What the catalogue gives to these offices only (rework: PST-21; long leave: GEN-03; write-offs: SHO-11; the
cash count: FIN-12)."""


def granted_to(permission: str) -> set[str]:
    """The roles that hold the permission."""
    return {role for role in ROLES if any(fnmatchcase(permission, held) for held in permissions_of([role]))}


@pytest.mark.parametrize("permission", sorted(DECLARED))
def test_somebody_may_do_what_can_be_done(permission: str) -> None:
    money = {role for role in ROLES if permission in permissions_of([role], takes_money=True)}
    assert permission in {*VISITOR, *OWN_ORDER, *DOORKEEPER} or granted_to(permission) | money


@pytest.mark.parametrize("pattern", sorted({held for role in ROLES.values() for held in role} | {*SIGNED_IN, *VISITOR}))
def test_nothing_is_granted_that_does_not_exist(pattern: str) -> None:
    assert [known for known in DECLARED | WITHIN_USE_CASES if fnmatchcase(known, pattern)]


def test_what_opens_with_a_code_is_no_members_of_staff() -> None:
    assert [permission for permission in (*OWN_ORDER, *DOORKEEPER) if granted_to(permission)] == []


@pytest.mark.parametrize("permission", sorted(WITHIN_USE_CASES))
def test_what_is_asked_within_use_cases_is_held_by_somebody(permission: str) -> None:
    assert permission not in DECLARED
    assert granted_to(permission)


@pytest.mark.parametrize(("permission", "offices"), sorted(OFFICES_ALONE.items()))
def test_some_offices_stand_alone(permission: str, offices: set[str]) -> None:
    assert granted_to(permission) == offices


def test_the_administrator_does_no_trade_work() -> None:  # M-78
    departments = {known for known in DECLARED if not known.startswith(("gateway.", "operations."))}
    assert [known for known in sorted(departments) if "administrator" in granted_to(known)] == []
