"""Pictures that reception keeps: the face before make-up (REC-02), a thing that was left behind (M-36)."""

from __future__ import annotations

from shared.kit.errors import Both, ServiceError
from shared.kit.refusals import Refusal

EDGE = 1280
"""So wide or high a kept picture is at most, in pixels: enough to see a skin or a scarf, too small to print."""

QUALITY = 82
MOST_BYTES = 10_000_000
MOST_PIXELS = 120_000_000

WHY = {
    Refusal.EMPTY: Both("the file is empty", "文件为空"),
    Refusal.TOO_LARGE: Both("the file is larger than 10 MB", "文件超过 10 MB"),
    Refusal.NOT_JPEG: Both("it is no JPEG", "不是 JPEG 图片"),
    Refusal.TOO_MANY_PIXELS: Both("it has too many pixels", "像素过多"),
    Refusal.TRUNCATED: Both("the file is cut off", "文件不完整"),
    Refusal.UNREADABLE: Both("it cannot be read", "图片无法读取"),
}


class PictureUnusable(ServiceError):
    """What was brought is no photograph that can be kept (P19)."""

    status, code = 422, "picture.unusable"
    field = "file"
    en, zh = "This photo cannot be taken: {why}.", "无法使用这张照片：{why}。"


class PictureMissing(ServiceError):
    """No photo was taken, or it is not shown any more."""

    status, code = 404, "picture.missing"
    en, zh = "There is no photo.", "没有照片。"
