"""What to tell customers before a shoot, by category (1.2.4); in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.contracts.reception import Category


class About(StrEnum):
    """What a piece of advice is about; the care notes stand in this order (REC-02)."""

    PREPARE = "PREPARE"
    BRING = "BRING"
    AVOID = "AVOID"
    PAY = "PAY"


@dataclass(frozen=True, slots=True)
class Precaution:
    """One piece of advice in both languages."""

    zh: str
    en: str
    about: About = About.BRING

    def text(self, language: str) -> str:
        """The advice in that language."""
        return self.en if language.lower().startswith("en") else self.zh


REST = Precaution("前一晚早些休息，保证睡眠。", "Go to bed early and sleep well.", About.PREPARE)
LITTLE_WATER = Precaution("前一晚少喝水。", "Do not drink much in the evening before.", About.AVOID)
HAIR = Precaution("前一晚洗头。", "Wash your hair the evening before.", About.PREPARE)
NO_CONDITIONER = Precaution("洗头时不要用护发素。", "Use no conditioner when you wash your hair.", About.AVOID)
UNDERWEAR = Precaution("女士穿浅色、肩带可拆的内衣。", "Women: wear light underwear whose straps can be worn two ways.")
ARMPITS = Precaution("女士请提前处理腋毛。", "Women: shave your armpits.", About.PREPARE)
SHAVE = Precaution(
    "男士请理发、刮胡须、修剪指甲。", "Men: have your hair cut, shave and cut your nails.", About.PREPARE
)
WHITE_SOCKS = Precaution("男士自带一双白袜子。", "Men: bring a pair of white socks.")
BLACK_SHOES = Precaution(
    "男士拍正装穿黑皮鞋、黑袜子，另带白袜子。",
    "Men: for formal pictures wear black leather shoes and black socks, and bring white ones.",
)
SUIT_OR_CASUAL = Precaution("男士正装、便装均可。", "Men: formal or casual clothes, as you like.")
TOGETHER = Precaution("可穿情侣装或休闲装。", "Couple's or casual clothes are welcome.")
JEANS = Precaution("男士可自带牛仔裤和便装。", "Men may bring jeans and everyday clothes.")
OWN_CLOTHES = Precaution("欢迎自带喜欢的衣服。", "Bring clothes of your own that you like.")
MATERNITY = Precaution("孕妇装本店不多，建议自备。", "We have few maternity dresses; please bring your own.")
CHILDREN = Precaution("本店没有儿童服装，请自备。", "We have no children's clothes; please bring them.")
BALANCE = Precaution("拍摄前请结清余款。", "Please settle the balance before the shoot.", About.PAY)
NO_CARDS = Precaution("本店不能刷卡。", "We cannot take cards.", About.PAY)

_NIGHT = (REST, LITTLE_WATER)
_WOMAN = (*_NIGHT, HAIR, NO_CONDITIONER, UNDERWEAR, ARMPITS)

BY_CATEGORY: dict[Category, tuple[Precaution, ...]] = {
    Category.WEDDING_SEA: (*_WOMAN, SHAVE, WHITE_SOCKS, TOGETHER),
    Category.WEDDING_STUDIO: (*_WOMAN, SHAVE, BLACK_SHOES, TOGETHER),
    Category.WEDDING_OUTDOOR: (*_WOMAN, SHAVE, BLACK_SHOES, TOGETHER),
    Category.COUPLE: (*_WOMAN, SHAVE, BLACK_SHOES, JEANS, TOGETHER),
    Category.PERSONAL_ART: (*_WOMAN, SHAVE, SUIT_OR_CASUAL, OWN_CLOTHES),
    Category.PREGNANCY: (*_WOMAN, MATERNITY, OWN_CLOTHES),
    Category.CHILDREN: (*_NIGHT, CHILDREN),
    Category.FAMILY: (*_NIGHT, SHAVE, OWN_CLOTHES),
}


def precautions(category: Category, *, cards: bool) -> list[Precaution]:
    """What to say to this customer.

    Args:
        cards: whether the branch takes cards (FIN-08).
    """
    return [*BY_CATEGORY[category], BALANCE, *(() if cards else (NO_CARDS,))]
