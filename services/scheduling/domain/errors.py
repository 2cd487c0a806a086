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
