"""Targets of a month, broken down to department and person by the 25th (MGT-01, REC-17, PST-10)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from shared.contracts.reception import ReceiptForm
from shared.kit.errors import ServiceError

SET_BY_DAY = 25
"""The day of the month by which the next month's targets are broken down (MGT-01)."""


class SalesDepartment(StrEnum):
    """Who earns money: reception before the shoot, selection afterwards with the second sale (二消)."""

    RECEPTION = "RECEPTION"
    SELECTION = "SELECTION"


DEPARTMENT_OF = {
    ReceiptForm.BOOKING_DEPOSIT: SalesDepartment.RECEPTION,
    ReceiptForm.BOOKING_FULL: SalesDepartment.RECEPTION,
    ReceiptForm.PACKAGE_BALANCE: SalesDepartment.RECEPTION,
    ReceiptForm.SELECTION_DEPOSIT: SalesDepartment.SELECTION,
    ReceiptForm.SELECTION_BALANCE: SalesDepartment.SELECTION,
    ReceiptForm.SELECTION_FULL: SalesDepartment.SELECTION,
}
"""Whose performance a receipt is, by its form (FIN-05, FIN-06)."""

SELLERS = {
    SalesDepartment.RECEPTION: ("consultant", "reception_manager"),
    SalesDepartment.SELECTION: ("selection_consultant",),
}
"""Roles that sell for a department."""


class TargetsUnset(ServiceError):
    """There is nothing to approve yet."""

    status, code = 409, "targets.unset"
    en, zh = "No targets of {month} have been set.", "{month} 的业绩目标尚未制定。"


class TargetsSelfApproval(ServiceError):
    """Who set the targets does not approve them."""

    status, code = 409, "targets.self_approval"
    en, zh = "Somebody else has to approve the targets.", "制定人不能审批自己制定的目标。"


class TargetsBroken(ServiceError):
    """Targets of people add up to their department's before they are approved (MGT-01)."""

    status, code = 409, "targets.not_broken_down"
    en, zh = "The targets are not broken down to persons completely.", "业绩目标尚未完整分解到个人。"


class Gap(StrEnum):
    """What is missing in a breakdown."""

    DEPARTMENT = "DEPARTMENT"
    PERSON = "PERSON"
    SUM = "SUM"


@dataclass(frozen=True, slots=True)
class Missing:
    """A gap: a department without target, a seller without one, or persons that do not add up."""

    gap: Gap
    department: SalesDepartment
    staff_id: str | None = None
    amount: int = 0


Breakdown = Mapping[SalesDepartment, tuple[int, Mapping[str, int]]]
"""The department's amount in fen, and those of its people."""


def missing_targets(plan: Breakdown, sellers: Mapping[SalesDepartment, Iterable[str]]) -> list[Missing]:
    """What is not broken down; ``amount`` is what persons lack (or, negative, have too much).

    >>> half = {SalesDepartment.RECEPTION: (500, {"li.na": 400})}
    >>> [(one.gap.value, one.amount) for one in missing_targets(half, {SalesDepartment.RECEPTION: ["li.na"]})]
    [('SUM', 100), ('DEPARTMENT', 0)]
    """
    found: list[Missing] = []
    for department in SalesDepartment:
        if department not in plan:
            found.append(Missing(Gap.DEPARTMENT, department))
            continue
        amount, people = plan[department]
        found += [
            Missing(Gap.PERSON, department, staff_id)
            for staff_id in sorted(sellers.get(department, ()))
            if staff_id not in people
        ]
        if (rest := amount - sum(people.values())) != 0:
            found.append(Missing(Gap.SUM, department, None, rest))
    return found


def month_of(day: date) -> str:
    """The month of a day, e.g. ``2026-11``."""
    return f"{day:%Y-%m}"


def next_month(day: date) -> str:
    """The month after that of the day.

    >>> next_month(date(2026, 12, 25))
    '2027-01'
    """
    return month_of(date(day.year + day.month // 12, day.month % 12 + 1, 1))


def days_of(month: str) -> tuple[date, date]:
    """First and last day of a month.

    >>> days_of("2028-02")[1]
    datetime.date(2028, 2, 29)
    """
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def plan_id(branch_id: str, month: str) -> UUID:
    """The id under which facts speak of a branch's targets of a month."""
    return uuid5(NAMESPACE_OID, f"targets {branch_id} {month}")
