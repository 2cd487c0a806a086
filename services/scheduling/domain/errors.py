"""What scheduling refuses, each with what to do instead."""

from __future__ import annotations

from shared.kit.errors import ServiceError


class BookingConflict(ServiceError):
    """Somebody or something is occupied at that time; nothing was booked."""

    status, code = 409, "booking.conflict"
    en, zh = (
        "That time is taken; see the conflicts and the nearest free times.",
        "该时段已被占用，请参考冲突项及可选时间。",
    )


class AwayByLeave(ServiceError):
    """Whoever is on leave comes back with the end of the leave."""

    status, code = 409, "absence.of_leave"
    en, zh = "This is a leave; it ends as it was approved.", "这是请假，按批准的日期结束。"


class CapacityFull(ServiceError):
    """The day takes no more of these (1.2.2)."""

    status, code = 409, "capacity.full"
    en, zh = "The rule {rule} allows {limit} on {day}.", "{day} 已达上限（{rule}：{limit}）。"


class WeddingFirst(ServiceError):
    """Wedding requests wait for that day and its plan is not frozen (SCH-07, A-09)."""

    status, code = 409, "capacity.wedding_first"
    en = "{waiting} wedding orders wait for {day}; a manager has to confirm."
    zh = "{day} 还有 {waiting} 单婚照待排，需经理确认后才可排个照。"


class WeddingDayLate(ServiceError):
    """The service of a wedding day is booked in time, or a manager decides without guarantee (PCK-07, A-20)."""

    status, code = 409, "booking.wedding_day_late"
    en = "The service of a wedding day is booked {days} days before it; a manager has to confirm, without guarantee."
    zh = "结婚当天的服务须提前 {days} 天预约，现在预约需经理确认，且不保证能安排。"


class OutsideHours(ServiceError):
    """The branch is closed then."""

    status, code = 409, "booking.closed"
    field = "starts_at"
    en, zh = "The branch is closed at that time.", "该时段门店不营业。"


class BookingInPast(ServiceError):
    """The day is over."""

    status, code = 409, "booking.in_past"
    field = "starts_at"
    en, zh = "{day} is over.", "{day} 已过，不能预约。"


class NoSuchResource(ServiceError):
    """The branch has nothing of the kind this booking needs."""

    status, code = 409, "booking.no_resource"
    en, zh = "The branch has no {kind}; set one up first.", "门店尚未设置 {kind}，请先添加。"


class DesignatedMissing(ServiceError):
    """Staff the customer asked for must be part of the shoot (REC-11, SCH-09)."""

    status, code = 409, "booking.designated_missing"
    en, zh = "The customer asked for {staff}; book them or amend the order.", "客人指定 {staff}，请按指定安排或先改单。"


class ShootExists(ServiceError):
    """An order has one shoot; move it or book a re-shoot."""

    status, code = 409, "booking.shoot_exists"
    en, zh = "The order already has a shoot booked; move that one.", "该订单已预约拍摄，请改期。"


class WeddingOnly(ServiceError):
    """Clothes are fitted in advance for weddings (SCH-04)."""

    status, code = 409, "booking.wedding_only"
    en, zh = "Only wedding orders have a fitting.", "仅婚照订单需要提前选衣服。"


class OrderOver(ServiceError):
    """The order was cancelled."""

    status, code = 409, "booking.order_cancelled"
    en, zh = "The order was cancelled.", "该订单已取消。"


class CheckedInAlready(ServiceError):
    """The customer is here: finish the shoot or leave it unfinished instead."""

    status, code = 409, "booking.under_way"
    en, zh = "The shoot is under way; complete it or record what is missing.", "客人已进入拍摄，请走完成或未拍完流程。"


class NoShootForFitting(ServiceError):
    """Dresses are reserved for the time of the shoot."""

    status, code = 409, "fitting.no_shoot"
    en, zh = "Book the shoot first; dresses are reserved for its time.", "请先预约拍摄，礼服按拍摄时间预留。"


class NotCheckedIn(ServiceError):
    """No step of the shoot day before reception handed the customer over (M-43)."""

    status, code = 409, "shoot.not_checked_in"
    en, zh = "The customer has not been checked in.", "客人尚未在前台签到。"


class NoArtistAwaited(ServiceError):
    """The rule asks for nobody: no bride, no make-up artist booked, or the shoot is over (SCH-14)."""

    status, code = 409, "artist.not_awaited"
    en, zh = "No make-up artist is awaited for this booking.", "该预约无需化妆师提前到位。"


class ArtistHereAlready(ServiceError):
    """Being here is noted once (SCH-14)."""

    status, code = 409, "artist.here_already"
    en, zh = "The make-up artist is noted as being here already.", "化妆师已登记到位。"


class ArtistNotToday(ServiceError):
    """Nobody is here today for another day (SCH-14)."""

    status, code = 409, "artist.not_today"
    en, zh = "The shoot is on {day}; being here is noted on that day.", "拍摄日为 {day}，请在当天登记到位。"


class SheetMissing(ServiceError):
    """The communication sheet is filled in before make-up (SHO-09)."""

    status, code = 409, "shoot.sheet_missing"
    en, zh = "Fill in the communication sheet before make-up.", "妆前请先填写沟通表。"


class ReasonNeeded(ServiceError):
    """Going back to make-up says why (SHO-04)."""

    status, code = 422, "shoot.reason_needed"
    field = "reason"
    en, zh = "Say why the customer goes back to make-up.", "请注明返回化妆的原因。"


class NobodyToIntroduce(ServiceError):
    """The customer is led in from make-up, as long as the shoot lasts (SHO-10)."""

    status, code = 409, "shoot.nobody_to_introduce"
    en, zh = (
        "The customer is led in between make-up and the end of the shoot.",
        "客人化妆后至拍摄结束前才能登记带入影棚。",
    )


class IntroducedAlready(ServiceError):
    """Only for the first costume (SHO-10)."""

    status, code = 409, "shoot.introduced_already"
    en, zh = "The photographer has been introduced already.", "已登记介绍摄影师。"


class ShootNotOver(ServiceError):
    """The customer is seen to the door after the shoot (SHO-10)."""

    status, code = 409, "shoot.not_over"
    en, zh = "The shoot is not over yet.", "拍摄尚未结束。"


class EscortedAlready(ServiceError):
    """Seen to the door once (SHO-10)."""

    status, code = 409, "shoot.escorted_already"
    en, zh = "The customer has been seen to the door already.", "已登记送客。"


class EquipmentMissing(ServiceError):
    """What did not come back is named (SHO-01)."""

    status, code = 422, "shoot.equipment_missing"
    field = "missing_equipment"
    en, zh = "Say what equipment is missing.", "请注明缺少的器材。"


class LeaveBooked(ServiceError):
    """The person is booked in those days; move the bookings first."""

    status, code = 409, "leave.booked"
    en, zh = "They are booked in those days; move the bookings first.", "请假期间已有预约，请先调整。"


class LeaveOverlaps(ServiceError):
    """There is already a leave in those days."""

    status, code = 409, "leave.overlaps"
    field = "first_day"
    en, zh = "There is already a leave of {staff} in those days.", "{staff} 在该期间已有请假。"


class ProxyAway(ServiceError):
    """A proxy has to be there, and to be somebody else (GEN-03)."""

    status, code = 409, "leave.proxy_away"
    field = "proxy_id"
    en, zh = "{proxy} cannot be the proxy in those days.", "{proxy} 在该期间不能担任代理人。"


class OwnLeave(ServiceError):
    """Nobody decides on their own leave or their own request."""

    status, code = 409, "leave.own"
    en, zh = "Somebody else has to decide on this leave.", "不能审批自己的请假。"


class HandoverLate(ServiceError):
    """The hand-over is written before the first day begins (GEN-03)."""

    status, code = 409, "leave.handover_late"
    en, zh = "The hand-over was due before {day}.", "交接须在 {day} 之前完成。"


class NothingToPrepare(ServiceError):
    """The shoot is over or was given up."""

    status, code = 409, "shoot.nothing_to_prepare"
    en, zh = "This shoot is over or was cancelled.", "该拍摄已结束或取消，无需准备。"


class NotBookable(ServiceError):
    """Small things have no time of their own: they are lent."""

    status, code = 409, "booking.not_bookable"
    en, zh = "{name} is not booked but lent; see the things of the branch.", "{name} 不能预约，请在物品登记中借出。"


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
