"""What post-production refuses, each with its stable code."""

from __future__ import annotations

from shared.kit.errors import ServiceError


class OrderEnded(ServiceError):
    """The order was cancelled."""

    status, code = 409, "order.cancelled"
    en, zh = "Order {number} was cancelled.", "订单 {number} 已取消。"


class CountDiffers(ServiceError):
    """The photographer counted another number than arrived (SHO-02)."""

    status, code = 409, "photos.count_differs"
    en, zh = "{expected} photos were counted, {accepted} arrived.", "清点 {expected} 张，实际导入 {accepted} 张。"


class SetComplete(ServiceError):
    """The set was closed with the number that was counted."""

    status, code = 409, "photos.set_complete"
    en, zh = "This photo set is complete; open another one.", "该组照片已完成导入，请新建一组。"


class PhotoNotReady(ServiceError):
    """The preview has not been made yet."""

    status, code, retry_after = 409, "photos.not_ready", 1
    en, zh = "The picture is {state}.", "照片尚未就绪（{state}）。"


class PhotoFileLost(ServiceError):
    """The record is there, the file is not."""

    status, code = 410, "photos.file_lost"
    en, zh = "The file of this photo is missing in the store.", "该照片的文件已不在存储中。"


class SelectionNotReady(ServiceError):
    """Something of the check before a selection is missing (PST-05, PST-07)."""

    status, code = 409, "selection.not_ready"
    en, zh = "Not ready for selection: {missing}.", "选片准备未完成：{missing}。"


class DifferenceNotExplained(ServiceError):
    """Custom design and template are explained before the choice (PST-01)."""

    status, code = 409, "selection.difference_not_explained"
    en = "Explain the difference between custom design and template first."
    zh = "请先向顾客说明私人定制与套版的区别。"


class LockedToClerk(ServiceError):
    """One clerk accompanies the customer and does nothing else (PST-09)."""

    status, code = 409, "selection.locked_to_clerk"
    en, zh = "This selection belongs to {clerk}.", "该选片由 {clerk} 负责。"


class ChoiceWithConsultant(ServiceError):
    """Once the consultant has begun, the list is theirs until the customer signs (PST-09)."""

    status, code = 409, "selection.with_consultant"
    en = "Your consultant is at your selection now; please tell them what to change."
    zh = "选片顾问已开始为您核对，如需修改请直接告诉顾问。"


class ListsDiffer(ServiceError):
    """Electronic and handwritten list differ (GEN-13, PST-11)."""

    status, code = 409, "selection.lists_differ"
    field = "handwritten_count"
    en = "The handwritten list has {handwritten} photos, the electronic one {electronic}."
    zh = "手写稿 {handwritten} 张，电子档 {electronic} 张，不一致。"


class NothingChosen(ServiceError):
    """There is nothing to sign."""

    status, code = 409, "selection.empty"
    en, zh = "No photo was chosen.", "尚未选择任何照片。"


class Unsigned(ServiceError):
    """An unsigned selection goes nowhere (PST-11)."""

    status, code = 409, "selection.unsigned"
    en, zh = "The customer has not signed the list.", "顾客尚未签字确认。"


class BackupMissing(ServiceError):
    """The chosen files are backed up before the selection is closed (PST-11)."""

    status, code = 409, "selection.backup_missing"
    en, zh = "Confirm the backup of the chosen photos.", "请先确认已备份所选照片。"


class ReviewDayMissing(ServiceError):
    """Who wishes to see the layout agrees on a day for it before the pickup (PST-11, PST-14)."""

    status, code = 422, "selection.review_day_missing"
    field = "review_on"
    en = "Agree on the day on which the layout is seen, from today to the pickup date."
    zh = "请约定看版日期，须在今天至取件日期之间。"


class UnknownPhotos(ServiceError):
    """A photo that is not of this order, or cannot be shown."""

    status, code = 422, "selection.unknown_photos"
    en, zh = "Not among the photos of this order: {photos}.", "以下照片不属于该订单或无法显示：{photos}。"


class SamePerson(ServiceError):
    """Two people sign the hand-over book, two people decide about rework (PST-13, PST-21)."""

    status, code = 409, "second_person.needed"
    en, zh = "Somebody else than {staff} has to do this.", "此操作须由 {staff} 以外的人完成。"


class BookIncomplete(ServiceError):
    """Every sheet of the book is either accepted or refused, once."""

    status, code = 422, "handover.lines_differ"
    en, zh = "Answer every sheet of the book exactly once.", "交接本中的每一单都须且仅须答复一次。"


class NotHandedOver(ServiceError):
    """Design work starts with the accepted hand-over (PST-13)."""

    status, code = 409, "handover.not_accepted"
    en, zh = "Design has not accepted this selection.", "设计部尚未接收该选片。"


class WorkOpen(ServiceError):
    """Earlier work is not done."""

    status, code = 409, "work.open"
    en, zh = "First finish: {step}.", "请先完成：{step}。"


class LayoutAwaitsAnswer(ServiceError):
    """One layout at a time is in front of the customer (PST-17)."""

    status, code = 409, "layouts.awaiting_answer"
    en, zh = "The customer has not answered about round {round}.", "第 {round} 版尚未得到顾客答复。"


class LayoutAnswered(ServiceError):
    """The customer's word about this round is known."""

    status, code = 409, "layouts.answered"
    en, zh = "Round {round} has been answered.", "第 {round} 版已有答复。"


class NothingToChange(ServiceError):
    """Who wants changes says which: in words or with pins (PST-17)."""

    status, code = 422, "layouts.nothing_to_change"
    en, zh = "Say what should change, or set a pin.", "请写明要修改的地方，或在图上标注。"


class UnknownPages(ServiceError):
    """A layout page that is not of this order, or was shown before."""

    status, code = 422, "layouts.unknown_pages"
    en, zh = "Not among the new pages of this order: {pages}.", "以下版面不属于该订单或已展示过：{pages}。"


class PinOfAnother(ServiceError):
    """Who set a pin takes it back, nobody else."""

    status, code = 409, "layouts.pin_of_another"
    en, zh = "Somebody else set this pin.", "此标注由他人所加，不能撤回。"


class TooManyPins(ServiceError):
    """A page with this many pins is better talked about."""

    status, code = 409, "layouts.too_many_pins"
    en, zh = "A layout takes at most {most} pins; please call us.", "每版最多标注 {most} 处，如需更多请来电。"


class LayoutNotApproved(ServiceError):
    """Production starts with the customer's word (PST-17)."""

    status, code = 409, "layouts.not_approved"
    en, zh = "The layout is not approved.", "版面尚未经顾客确认。"


class LayoutApproved(ServiceError):
    """There is an approved layout; another round needs a rework."""

    status, code = 409, "layouts.approved"
    en, zh = "The layout is approved already.", "版面已确认。"


class TemplateTaken(ServiceError):
    """A custom layout belongs to one customer (PST-03)."""

    status, code = 409, "layouts.template_private"
    field = "template_name"
    en, zh = "The template {name} belongs to another order or is retired.", "版式 {name} 属于其他订单或已停用。"


class ProductionOrdered(ServiceError):
    """There is one production sheet per order."""

    status, code = 409, "production.ordered"
    en, zh = "The production sheet has been written already.", "制作单已开。"


class NothingToMake(ServiceError):
    """No product was ordered or sold."""

    status, code = 409, "production.nothing_to_make"
    en, zh = "There is no product to make.", "没有需要制作的产品。"


class ReworkOpen(ServiceError):
    """A rework of this piece waits for its decision or runs (PST-21)."""

    status, code = 409, "rework.open"
    en, zh = "A rework of this piece is {state}.", "该件返工单处理中（{state}）。"


class ReworkCostWrong(ServiceError):
    """What the studio spoilt is redone free, what the customer spoilt is quoted (M-76)."""

    status, code = 422, "rework.cost_wrong"
    field = "cost"
    en = "The studio's fault is redone free of charge; what is the customer's fault needs its price."
    zh = "影楼责任免费返工；顾客责任须报价。"


class NothingToRework(ServiceError):
    """Nothing has been made yet."""

    status, code = 409, "rework.nothing_made"
    en, zh = "This piece has not been started.", "该件尚未开始制作。"
