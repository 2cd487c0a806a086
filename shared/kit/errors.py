"""Errors with a stable code, told to people in their own language (RFC 9457)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Both:
    """A reason in both languages, for a message that is told to people; ``str`` is the English one."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.en


class ServiceError(Exception):
    """A refusal the caller can act on.

    Subclasses set ``status``, ``code`` and the two messages, which may name the details; ``field`` where it is about
    one field of what was sent, so that a form says it there:

    >>> class ArrearsOpen(ServiceError):
    ...     status, code = 409, "pickup.arrears_open"
    ...     en, zh = "{balance} is still owed.", "尚欠 {balance}。"
    >>> ArrearsOpen(balance="¥1.00").message("en")
    '¥1.00 is still owed.'
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "error"
    en: ClassVar[str] = "The request was refused."
    zh: ClassVar[str] = "请求被拒绝。"
    retry_after: ClassVar[int | None] = None
    field: str | None = None

    def __init__(self, *, field: str | None = None, **details: Any) -> None:
        super().__init__(self.code, details)
        self.field = field or self.field
        self.details = details

    def message(self, language: str) -> str:
        """The sentence for people; ``language`` starting with ``en`` is English, anything else Chinese."""
        english = language.lower().startswith("en")
        told = {
            name: (value.en if english else value.zh) if isinstance(value, Both) else value
            for name, value in self.details.items()
        }
        return (self.en if english else self.zh).format_map(_Lenient(told))

    def __str__(self) -> str:
        return f"{self.code}: {self.message('en')}"


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


class NotFound(ServiceError):
    """No such record, or one of another branch: the answer is the same."""

    status, code = 404, "not_found"
    en, zh = "There is no such {what}.", "找不到该记录（{what}）。"


class Forbidden(ServiceError):
    """Signed in, but without the permission."""

    status, code = 403, "forbidden"
    en, zh = "You do not have the permission {permission}.", "您没有此操作的权限（{permission}）。"


class Unauthenticated(ServiceError):
    """No valid token of the gateway."""

    status, code = 401, "unauthenticated"
    en, zh = "Sign in first.", "请先登录。"


class Invalid(ServiceError):
    """The request contradicts itself or a rule that needs no state."""

    status, code = 422, "request.invalid"
    en, zh = "{reason}", "{reason}"


class Conflict(ServiceError):
    """The record is not in a state that allows this."""

    status, code = 409, "conflict"
    en, zh = "{reason}", "当前状态不允许：{reason}"


class FactNotArrived(ServiceError):
    """The record this refers to has not been heard of here yet; try again shortly."""

    status, code, retry_after = 409, "fact_not_arrived", 2
    en, zh = "{what} has not arrived here yet; try again in a moment.", "{what} 的信息尚未同步到本部门，请稍候再试。"


class TransitionRefused(ServiceError):
    """The table of states has no such step."""

    status, code = 409, "state.transition_refused"
    en, zh = "{action} is not possible in state {state}.", "当前状态（{state}）不能执行 {action}。"


class VersionMissing(ServiceError):
    """An edit needs ``If-Match``."""

    status, code = 428, "version.missing"
    en, zh = "Send If-Match with the version you edited.", "请在 If-Match 中带上所编辑的版本。"


class VersionStale(ServiceError):
    """Somebody else edited it in between."""

    status, code = 412, "version.stale"
    en, zh = (
        "It was changed in the meantime (now version {version}); read it again.",
        "数据已被他人修改（当前版本 {version}），请刷新后再改。",
    )


class TryAgain(ServiceError):
    """The database was busy with the same records; nothing was changed."""

    status, code, retry_after = 503, "retry_later", 1
    en, zh = "Busy; nothing was changed. Try again.", "系统繁忙，数据未变动，请重试。"


class KeyInFlight(ServiceError):
    """The same request is being worked on."""

    status, code, retry_after = 409, "idempotency.in_flight", 1
    en, zh = "The same request is still being worked on.", "相同的请求正在处理中，请勿重复提交。"
