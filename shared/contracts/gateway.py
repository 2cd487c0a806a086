"""Facts told by the gateway: staff and branches, each with its whole state."""

from __future__ import annotations

from datetime import date, time

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Event
from shared.contracts.values import BranchId, StaffId


class OpeningDay(BaseModel):
    """Working hours of one weekday; no entry means closed."""

    model_config = ConfigDict(frozen=True)

    weekday: int
    opens: time
    closes: time


class BranchState(BaseModel):
    """Everything other services need to know of a branch."""

    model_config = ConfigDict(frozen=True)

    name: str
    city: str = ""
    time_zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    opening: list[OpeningDay]
    closed_days: list[date] = []
    extra_open_days: list[date] = []
    quiet_from: time = time(21, 0)
    quiet_to: time = time(9, 0)
    payment_methods: list[str] = ["CASH", "WECHAT", "ALIPAY", "TRANSFER"]
    phone: str = ""
    active: bool = True


class StaffState(BaseModel):
    """Everything other services need to know of a member of staff."""

    model_config = ConfigDict(frozen=True)

    display_name: str
    badge: str
    roles: list[str]
    branches: list[BranchId]
    all_branches: bool = False
    active: bool = True


class BranchChanged(Event, name="branch.changed", about="branch_id"):
    """A branch was opened, changed or closed."""

    state: BranchState
    revision: int


class StaffChanged(Event, name="staff.changed", about="staff_id"):
    """A member of staff came, changed or left; ``branch_id`` is the home branch."""

    staff_id: StaffId
    state: StaffState
    revision: int
