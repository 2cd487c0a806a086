"""What is refused about the things of a branch: marks, loans, write-offs, purchases, stock-takes."""

from __future__ import annotations

from shared.kit.errors import ServiceError


class MarkTaken(ServiceError):
    """A mark names one thing of the branch (M-41)."""

    status, code = 409, "thing.mark_taken"
    field = "mark"
    en, zh = "The number {mark} is on another thing already.", "编号 {mark} 已用于其他物品。"


class OneByOne(ServiceError):
    """Dresses and vehicles are booked one by one, so each has its own line."""

    status, code = 422, "thing.one_by_one"
    field = "quantity"
    en, zh = "Each of these has its own line; register them one by one.", "此类物品须逐件登记。"


class FewerOnlyBySlip(ServiceError):
    """The register grows by what was bought; it shrinks only with the manager's signature (SHO-11)."""

    status, code = 409, "thing.fewer"
    field = "quantity"
    en = "The register shrinks only by a write-off that the manager signs."
    zh = "减少数量须走报损流程，由店长签字。"


class NotEnough(ServiceError):
    """So many are not here."""

    status, code = 409, "thing.not_enough"
    en, zh = "Of {name} only {left} are left.", "{name} 只剩 {left} 件。"


class NotUsable(ServiceError):
    """It is in the wash or in repair."""

    status, code = 409, "thing.not_usable"
    en, zh = "{name} cannot be taken now: {state}.", "{name} 目前不可用（{state}）。"


class ConsentNeeded(ServiceError):
    """Who does not work with things takes them only with a supervisor's consent (M-41)."""

    status, code = 403, "loan.consent_needed"
    field = "borrower_id"
    en = "Only a supervisor may lend to {borrower}."
    zh = "{borrower} 借用须经主管同意，请由店长办理。"


class DueInPast(ServiceError):
    """What is lent comes back later than now."""

    status, code = 422, "loan.due_in_past"
    field = "due_at"
    en, zh = "Say when it comes back; that moment is over.", "归还时间须晚于现在。"


class MoreThanLent(ServiceError):
    """No more comes back, or is lost, than was lent."""

    status, code = 409, "loan.more_than_lent"
    field = "back"
    en, zh = "Only {out} are out.", "在借数量只有 {out} 件。"


class LostNeedsWords(ServiceError):
    """What is lost is explained (SHO-01)."""

    status, code = 422, "loan.lost_unexplained"
    field = "note"
    en, zh = "Say how it was lost or broken.", "请注明遗失原因。"


class TooManyWrittenOff(ServiceError):
    """More than there are, or asked for before."""

    status, code = 409, "write_off.too_many"
    field = "quantity"
    en, zh = "Only {left} can still be written off.", "最多还能报损 {left} 件。"


class OwnSlip(ServiceError):
    """Nobody signs what he asked for himself."""

    status, code = 409, "write_off.own"
    en, zh = "Somebody else has to decide on this slip.", "不能审批自己提交的报损单。"


class ThingBooked(ServiceError):
    """What customers were promised is not written off before they have another."""

    status, code = 409, "write_off.booked"
    en, zh = "It is booked; give these customers another first.", "该物品已有预约，请先为客人调换。"


class NothingToBuy(ServiceError):
    """It was written off without another to take its place."""

    status, code = 409, "write_off.not_replaced"
    en, zh = "This was written off without buying another.", "该报损单不需要补购。"


class NothingToCount(ServiceError):
    """The branch has nothing of the kind."""

    status, code = 409, "stock_take.nothing"
    field = "kind"
    en, zh = "The branch has none of these registered.", "门店没有登记此类物品。"


class MonthOutOfReach(ServiceError):
    """This month is counted, and the last one while it is late."""

    status, code = 409, "stock_take.month"
    field = "month"
    en, zh = "Only this month and the one before can be counted.", "只能盘点本月或上月。"


class MonthBeforeOpen(ServiceError):
    """A month begins from the closed sheet of the month before."""

    status, code = 409, "stock_take.month_before_open"
    en, zh = "The sheet of {month} is still open; close it first.", "{month} 的盘点表尚未关闭，请先关闭。"


class MonthCounted(ServiceError):
    """A later month has been counted from here."""

    status, code = 409, "stock_take.later_begun"
    en, zh = "A later month is being counted already.", "之后的月份已开始盘点。"


class StockTakeClosed(ServiceError):
    """A closed sheet is locked (SHO-11)."""

    status, code = 409, "stock_take.closed"
    en, zh = "This sheet is closed; the next month begins from it.", "盘点表已关闭并锁定。"


class NotAllCounted(ServiceError):
    """Every line is counted before the sheet is closed."""

    status, code = 409, "stock_take.not_all_counted"
    en, zh = "{left} lines have not been counted.", "还有 {left} 项未盘点。"


class DifferencesUnexplained(ServiceError):
    """Every difference has its reason."""

    status, code = 409, "stock_take.unexplained"
    en, zh = "{left} differences have no reason.", "还有 {left} 项差异未填写原因。"


class CountContradicts(ServiceError):
    """What is broken or too old was seen as well."""

    status, code = 422, "stock_take.contradiction"
    field = "broken"
    en = "Those broken or too old are among those counted; the numbers do not add up."
    zh = "损坏与过旧的数量包含在实盘数内，数字不符。"
