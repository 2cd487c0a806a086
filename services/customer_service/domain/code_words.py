"""Words for the codes that facts carry: what is read out to a customer or a colleague holds no code."""

from __future__ import annotations

from typing import Any

SPOKEN = ("missing", "step", "alert")
"""Parameters of texts that may hold codes, one or several with commas between them."""

CODES: dict[str, tuple[str, str]] = {
    "JOB_SHEET_NOT_RECEIVED": ("流程单尚未收到", "the job sheet"),
    "SHOOT_NOT_COMPLETED": ("拍摄尚未完成", "the shoot is not finished"),
    "PHOTOS_NOT_IMPORTED": ("毛片尚未导入", "the photographs"),
    "SETS_MISSING": ("还缺服装套数的毛片", "photographs of some sets of clothes"),
    "COUNT_DIFFERS": ("张数与清点不符", "some photographs that were counted"),
    "PREVIEWS_NOT_READY": ("照片还在处理", "previews of some photographs"),
    "CHECK_NOT_DONE": ("选片前检查", "the check before the selection"),
    "DESIGN_NOT_ANNOUNCED": ("设计完成未通知", "designed and not announced"),
    "SELECTION_INCOMPLETE": ("选片不全", "the selection is incomplete"),
    "PRINTS_NOT_CUT": ("来片未裁切", "prints are here and not cut"),
    "CUT_NOT_FINISHED": ("裁好未整理", "cut and not finished"),
    "FINISHED_NOT_ANNOUNCED": ("整理好未通知取片", "finished and not announced"),
    "NOTHING_LAID_OUT": ("器材与服装均未准备", "nothing is laid out"),
    "DRESS_NOT_READY": ("礼服未就绪", "a dress is not ready"),
    "WISHES": ("顾客要求未核对", "the customer's wishes were not read"),
    "CAMERA": ("相机", "camera"),
    "BATTERIES": ("电池", "batteries"),
    "LENSES": ("镜头", "lenses"),
    "LIGHTS": ("灯具", "lights"),
    "PROPS": ("道具", "props"),
    "CLOTHES": ("服装", "clothes"),
    "TRIGGERS": ("引闪器", "triggers"),
    "OUTDOOR_BATTERY": ("外拍电箱", "the battery for outdoors"),
    "STAND": ("灯架", "stands"),
    "HANDOVER": ("交接本未签收", "the hand-over book"),
    "DESIGN": ("设计", "design"),
    "SELECTION": ("选片", "selection"),
    "PRINT": ("输出", "printing"),
    "PRINTS_BACK": ("来片", "prints back"),
    "CUT": ("裁切", "cutting"),
    "FINISH": ("整理", "finishing"),
    "FINISHED": ("完工", "finished"),
}
"""Chinese and English; the codes of pieces and numbers stay what they are."""


def in_words(value: Any, language: str) -> Any:
    """The value without codes.

    >>> in_words("SETS_MISSING, S-0042-01", "en"), in_words("CUT", "zh")
    ('photographs of some sets of clothes, S-0042-01', '裁切')
    """
    if not isinstance(value, str):
        return value
    english = language.lower().startswith("en")
    said = [CODES[part][english] if part in CODES else part for part in value.split(", ")]
    return (", " if english else "、").join(said)
