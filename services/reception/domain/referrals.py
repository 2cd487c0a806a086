"""转介绍: who recommended us, leads that come by a code, and the cash-back of who prefers money (REC-09, A-26)."""

from __future__ import annotations

from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine

LEADS_A_DAY = 20
"""So many may leave their number by one code in a day; more is no word of mouth."""

SERIES = "B"
"""Numbers of the papers on which referrers sign for their cash-back (返现)."""


class LeadState(StrEnum):
    """A lead waits, came to a visit, or does not want to."""

    WAITING = "WAITING"
    CAME = "CAME"
    DROPPED = "DROPPED"


class LeadAction(StrEnum):
    """What ends a lead."""

    COME = "COME"
    DROP = "DROP"


LEAD: Machine[LeadState, LeadAction] = Machine(
    {LeadState.WAITING: {LeadAction.COME: LeadState.CAME, LeadAction.DROP: LeadState.DROPPED}}
)


class CashBackState(StrEnum):
    """Recorded after the referred order's shoot, approved by a manager, paid by the cashier (A-26)."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    PAID = "PAID"


class CashBackAction(StrEnum):
    """What moves a cash-back."""

    APPROVE = "APPROVE"
    REFUSE = "REFUSE"
    PAY = "PAY"


CASH_BACK: Machine[CashBackState, CashBackAction] = Machine(
    {
        CashBackState.WAITING: {
            CashBackAction.APPROVE: CashBackState.APPROVED,
            CashBackAction.REFUSE: CashBackState.REFUSED,
        },
        CashBackState.APPROVED: {
            CashBackAction.PAY: CashBackState.PAID,
            CashBackAction.REFUSE: CashBackState.REFUSED,
        },
    }
)


class CodeUnknown(ServiceError):
    """Nobody recommends by that code."""

    status, code = 422, "referral.code_unknown"
    field = "referral_code"
    en, zh = (
        "No customer has the referral code {typed}; read it again, or leave it empty.",
        "没有顾客使用推荐码 {typed}，请核对，或留空。",
    )


class CodeOwn(ServiceError):
    """Nobody recommends himself (A-26)."""

    status, code = 422, "referral.own_code"
    field = "referral_code"
    en, zh = "This is the customer's own referral code.", "这是该顾客自己的推荐码，不能自荐。"


class InvitationUnknown(ServiceError):
    """A link with a code nobody has."""

    status, code = 404, "invitation.unknown"
    en, zh = "This invitation is not valid; please ask your friend again.", "此邀请无效，请向您的朋友核对。"


class LeadsEnough(ServiceError):
    """Too many left their number by one code in a day."""

    status, code = 429, "invitation.enough"
    en, zh = (
        "Too many have answered this invitation today; please call us.",
        "今天通过此邀请留言的人数已满，请直接来电。",
    )


class LeadOfOther(ServiceError):
    """A lead came as the person who left the number."""

    status, code = 409, "lead.other_person"
    en, zh = "This lead is somebody else's.", "该预约意向属于另一位顾客。"


class CashBackOrderEnded(ServiceError):
    """Nothing is paid for an order that was cancelled (A-26)."""

    status, code = 409, "cash_back.order_cancelled"
    en, zh = "The recommended order was cancelled; nothing is paid for it.", "被推荐的订单已取消，不予返现。"


class CashBackSamePerson(ServiceError):
    """Who approves a pay-out does not pay it (A-26)."""

    status, code = 409, "cash_back.same_person"
    en, zh = "Somebody else than who approved it pays it out.", "审批人与付款人不能是同一人。"


DOUBLE = frozenset({"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯"})
"""Family names of two characters."""


def masked_name(name: str) -> str:
    """What a stranger may see of a name: the family name, or an initial where names are not Chinese.

    >>> masked_name("林晓敏"), masked_name("欧阳修"), masked_name("Anna Smith"), masked_name(" ")
    ('林**', '欧阳**', 'A.', '')
    """
    bare = name.strip()
    if not bare:
        return ""
    if not "\u4e00" <= bare[0] <= "\u9fff":
        return f"{bare[0].upper()}."
    family = bare[:2] if bare[:2] in DOUBLE else bare[0]
    return f"{family}**"
