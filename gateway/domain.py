"""Signing in, what may be heard, and how the gateway refuses."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from shared.kit.errors import ServiceError

FREE_ATTEMPTS = 5
LONGEST_DELAY = timedelta(minutes=15)

HEAD_OFFICE = "HQ"
"""Home branch of staff who belong to the chain as a whole."""

DEPARTMENT_NAMES = {
    "reception": ("reception", "门市"),
    "scheduling": ("scheduling", "调度"),
    "post_production": ("post-production", "后期"),
    "pickup": ("pickup", "取件"),
    "customer_service": ("customer service", "客服"),
}

HEARING = {
    "reception": "reception.orders.read",
    "scheduling": "scheduling.bookings.read",
    "post_production": "post_production.orders.read",
    "pickup": "pickup.orders.read",
    "customer_service": "customer_service.orders.read",
    "gateway": "gateway.staff.read",
    "job_sheet": "gateway.orders.read",
}
"""The permission that lets a desk hear live of what a department tells."""


class AuditKind(StrEnum):
    """What the audit keeps."""

    SIGNED_IN = "SIGNED_IN"
    SIGN_IN_REFUSED = "SIGN_IN_REFUSED"
    SIGN_IN_DELAYED = "SIGN_IN_DELAYED"
    SIGNED_OUT = "SIGNED_OUT"
    PASSWORD_CHANGED = "PASSWORD_CHANGED"
    STAFF_ADDED = "STAFF_ADDED"
    STAFF_CHANGED = "STAFF_CHANGED"
    BRANCH_OPENED = "BRANCH_OPENED"
    BRANCH_CHANGED = "BRANCH_CHANGED"
    KEY_MADE = "KEY_MADE"
    KEY_REVOKED = "KEY_REVOKED"


def sign_in_delay(failures: int) -> timedelta:
    """How long one account is not tried from one address after so many failures in a row.

    >>> sign_in_delay(4), sign_in_delay(5), sign_in_delay(7)
    (datetime.timedelta(0), datetime.timedelta(seconds=2), datetime.timedelta(seconds=8))
    """
    if failures < FREE_ATTEMPTS:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - FREE_ATTEMPTS + 1, 12)), LONGEST_DELAY)


class SignInRefused(ServiceError):
    """Unknown name, wrong password or inactive: the answer is the same."""

    status, code = 401, "sign_in.refused"
    en, zh = "Name or password is wrong.", "账号或密码不正确。"


class SignInDelayed(ServiceError):
    """Too many failures for this account from this address."""

    status, code = 429, "sign_in.delayed"
    en, zh = "Too many failed attempts; try again in {seconds} s.", "密码错误次数过多，请 {seconds} 秒后再试。"

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.retry_after = seconds  # type: ignore[misc]


class TooManyRequests(ServiceError):
    """More requests than one caller may send."""

    status, code = 429, "rate.exceeded"
    en, zh = "Too many requests; try again in {seconds} s.", "请求过于频繁，请 {seconds} 秒后再试。"

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.retry_after = seconds  # type: ignore[misc]


class LinkClosed(ServiceError):
    """A customer's link that does not exist, expired, or was withdrawn: the answer is the same."""

    status, code = 404, "customer_page.closed"
    en, zh = "This link is no longer valid; please ask the studio.", "此链接已失效，请联系门店。"


class NotFromHere(ServiceError):
    """A changing request with a session cookie that another site may have caused."""

    status, code = 403, "csrf.refused"
    en, zh = (
        "Send the X-Studio-CSRF value given at sign-in, or call from the same origin.",
        "请求来源校验失败，请带上登录时获得的 X-Studio-CSRF。",
    )


class BodyTooLarge(ServiceError):
    """The request is larger than allowed."""

    status, code = 413, "request.too_large"
    en, zh = "The request may have at most {limit} bytes.", "请求内容不能超过 {limit} 字节。"


class MethodRefused(ServiceError):
    """The address exists, but not with this method."""

    status, code = 405, "method.refused"
    en, zh = "This address answers to {allowed}.", "该地址仅支持 {allowed}。"


class DepartmentError(ServiceError):
    """A department did not answer; the rest of the system works on."""

    def __init__(self, department: str) -> None:
        en, zh = DEPARTMENT_NAMES.get(department, (department, department))
        super().__init__(department=department, department_en=en, department_zh=zh)


class UpstreamUnavailable(DepartmentError):
    """The department cannot be reached; nothing was done."""

    status, code, retry_after = 503, "upstream.unavailable", 2
    en = "The service of {department_en} cannot be reached; nothing was done. Try again."
    zh = "{department_zh}服务暂时无法连接，未执行任何操作，请稍后重试。"


class UpstreamInterrupted(DepartmentError):
    """The connection broke after the request was sent: it may or may not have been done."""

    status, code, retry_after = 502, "upstream.interrupted", 2
    en = "The service of {department_en} broke off; look whether it was done before trying again."
    zh = "{department_zh}服务连接中断，请先确认操作结果再重试。"


class UpstreamTooSlow(DepartmentError):
    """The department did not answer in time."""

    status, code, retry_after = 504, "upstream.too_slow", 5
    en = "The service of {department_en} did not answer in time; look whether it was done before trying again."
    zh = "{department_zh}服务响应超时，请先确认操作结果再重试。"


class GatewayBusy(DepartmentError):
    """As many requests as allowed are under way at the department."""

    status, code, retry_after = 503, "gateway.busy", 1
    en = "The service of {department_en} has too much to do; nothing was done. Try again."
    zh = "{department_zh}服务繁忙，未执行任何操作，请稍后重试。"


class PasswordTooWeak(ServiceError):
    """A password must be long enough and must not be the name."""

    status, code = 422, "password.too_weak"
    field = "password"
    en, zh = (
        "A password has at least 10 characters and does not contain the name.",
        "密码至少 10 位，且不能包含账号名。",
    )


class PasswordWrong(ServiceError):
    """The present password was not given rightly."""

    status, code = 403, "password.wrong"
    field = "present"
    en, zh = "The present password is wrong.", "原密码不正确。"


class NameTaken(ServiceError):
    """The code, name or badge is in use."""

    status, code = 409, "name.taken"
    en, zh = "{name} is in use already.", "{name} 已被使用。"


class NotForKeys(ServiceError):
    """What only people may, or nobody (permissions.allowed_for_key)."""

    status, code = 422, "key.not_allowed"
    field = "permissions"
    en, zh = "A key cannot have the permission {name}.", "密钥不能拥有权限 {name}。"


class UnknownName(ServiceError):
    """A role or branch that does not exist."""

    status, code = 422, "name.unknown"
    en, zh = "There is no {what} {name}.", "没有这个{what}：{name}。"


class LastAdministrator(ServiceError):
    """Somebody must be able to manage people."""

    status, code = 409, "staff.last_administrator"
    en, zh = "This is the last active administrator.", "必须保留至少一名可用的管理员。"


class ClockStuck(ServiceError):
    """A due job does not get done, so that time cannot go on."""

    status, code = 409, "clock.stuck"
    en = "Time stops at {moment}: {services} keep work that is due."
    zh = "时间停在 {moment}：{services} 仍有到期未完成的任务。"


def weak(password: str, name: str) -> bool:
    """Whether the password must not be taken."""
    return len(password) < 10 or name.lower() in password.lower()
