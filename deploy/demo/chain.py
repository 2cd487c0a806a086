"""The demo chain: three branches, who works there, what is sold, and what can be booked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

BRANCHES: dict[str, str] = {"JN01": "江南店 Jiangnan", "XH02": "西湖店 West Lake", "BH03": "滨海店 Seaside"}
CITIES: dict[str, str] = {"JN01": "杭州 Hangzhou", "XH02": "杭州 Hangzhou", "BH03": "宁波 Ningbo"}
PHONES: dict[str, str] = {"JN01": "0571-5550 0101", "XH02": "0571-5550 0102", "BH03": "0574-5550 0103"}

OPENING = [{"weekday": day, "opens": "09:00", "closes": "20:00"} for day in range(7)]


def branch(branch_id: str, name: str) -> dict[str, Any]:
    """The branch as the gateway takes it."""
    state = {"name": name, "city": CITIES[branch_id], "phone": PHONES[branch_id], "opening": OPENING}
    return {"id": branch_id, "state": state}


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody of the demo chain."""

    name: str
    display_name: str
    role: str
    branch_id: str
    all_branches: bool = False

    def body(self, password: str) -> dict[str, Any]:
        """As the gateway takes it."""
        return {
            "id": self.name,
            "display_name": self.display_name,
            "badge": self.name.replace(".", "-")[:20],
            "roles": [self.role],
            "home_branch_id": self.branch_id,
            "branches": [self.branch_id],
            "all_branches": self.all_branches,
            "password": password,
        }


PER_BRANCH: tuple[tuple[str, str, str], ...] = (
    ("manager", "陈店长", "store_manager"),
    ("deskhead", "林经理", "reception_manager"),
    ("consultant1", "王丽", "consultant"),
    ("consultant2", "赵敏", "consultant"),
    ("consultant3", "周婷", "consultant"),
    ("cashier", "孙静", "cashier"),
    ("scheduler", "吴刚", "scheduler"),
    ("photographer1", "李阳", "photographer"),
    ("photographer2", "高远", "photographer"),
    ("photographer3", "罗飞", "photographer"),
    ("assistant1", "小马", "assistant"),
    ("makeup1", "何玲", "makeup_artist"),
    ("makeup2", "唐雪", "makeup_artist"),
    ("makeup3", "许薇", "makeup_artist"),
    ("selection", "郑洁", "selection_consultant"),
    ("retoucher", "冯磊", "retoucher"),
    ("designer", "曹颖", "designer"),
    ("production", "邓工", "production"),
    ("pickup", "蔡琴", "pickup_clerk"),
    ("service", "苏晴", "service_agent"),
    ("servicehead", "彭主管", "service_manager"),
)

CHAIN_WIDE: tuple[tuple[str, str, str], ...] = (
    ("director", "秦总监", "operations_director"),
    ("general", "韩总", "general_manager"),
)


def employees() -> Iterator[Employee]:
    """Everybody, branch by branch; sign-in names are ``<job>.<branch>``."""
    for branch_id in BRANCHES:
        for job, display_name, role in PER_BRANCH:
            yield Employee(f"{job}.{branch_id.lower()}", display_name, role, branch_id)
    first = next(iter(BRANCHES))
    for job, display_name, role in CHAIN_WIDE:
        yield Employee(job, display_name, role, first, all_branches=True)


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the price list."""

    code: str
    category: str
    name: str
    price_yuan: int
    clothes_sets: int
    album_photos: int
    products: tuple[tuple[str, str, int, int], ...]
    extra_photo_yuan: int = 60

    def body(self) -> dict[str, Any]:
        """The package as reception takes it."""
        return {"code": self.code, "category": self.category}

    def version(self) -> dict[str, Any]:
        """Its first version."""
        return {
            "name": self.name,
            "price": {"amount": self.price_yuan * 100, "currency": "CNY"},
            "clothes_sets": self.clothes_sets,
            "album_photos": self.album_photos,
            "products": [
                {"code": code, "name": name, "quantity": quantity, "photos": photos}
                for code, name, quantity, photos in self.products
            ],
            # Sold since long ago: the demo begins sixty days before today.
            "valid_from": "2020-01-01",
            "extra_photo_price": {"amount": self.extra_photo_yuan * 100, "currency": "CNY"},
        }


PACKAGES: tuple[Package, ...] = (
    Package("WED-STUDIO", "WEDDING_STUDIO", "经典内景婚纱 Classic studio wedding", 3999, 4, 24,
            (("ALBUM-18", "18寸入册 Album 18in", 1, 24), ("CANVAS-24", "24寸放大 Enlargement 24in", 1, 1),
             ("TABLE-10", "10寸摆台 Table frame", 2, 1))),
    Package("WED-SEA", "WEDDING_SEA", "海景婚纱 Sea view wedding", 6999, 5, 30,
            (("ALBUM-18", "18寸入册 Album 18in", 2, 30), ("CANVAS-36", "36寸放大 Enlargement 36in", 1, 1)), 80),
    Package("WED-GARDEN", "WEDDING_OUTDOOR", "庭院外景婚纱 Garden wedding", 4999, 4, 26,
            (("ALBUM-18", "18寸入册 Album 18in", 1, 26), ("CANVAS-24", "24寸放大 Enlargement 24in", 1, 1))),
    Package("PERSONAL", "PERSONAL_ART", "个人写真 Personal portrait", 1299, 2, 12,
            (("ALBUM-10", "10寸册 Album 10in", 1, 12),), 40),
    Package("MOTHER", "PREGNANCY", "孕妇写真 Pregnancy portrait", 1599, 2, 12,
            (("ALBUM-10", "10寸册 Album 10in", 1, 12),), 40),
    Package("CHILD", "CHILDREN", "儿童成长 Children", 999, 2, 10,
            (("ALBUM-08", "8寸册 Album 8in", 1, 10),), 30),
    Package("FAMILY", "FAMILY", "全家福 Family", 1899, 2, 14,
            (("ALBUM-10", "10寸册 Album 10in", 1, 14), ("CANVAS-24", "24寸放大 Enlargement 24in", 1, 1)), 40),
    Package("COUPLE", "COUPLE", "情侣写真 Couple", 1499, 2, 12,
            (("ALBUM-10", "10寸册 Album 10in", 1, 12),), 40),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """A paid extra service of the price list (M-18)."""

    code: str
    name: str
    unit: str
    price_yuan: int
    explanation: str

    def version(self) -> dict[str, Any]:
        """Its first version."""
        return {
            "name": self.name,
            "unit": self.unit,
            "price": {"amount": self.price_yuan * 100, "currency": "CNY"},
            "explanation": self.explanation,
            "valid_from": "2020-01-01",
        }


SERVICES: tuple[Service, ...] = (
    Service("MAKEUP", "补妆造型 Extra make-up", "次", 260, "含一次造型，约一小时。"),
    Service("DRESS", "礼服外借 Dress rental", "天", 380, "另收押金，归还时退还。"),
    Service("FRAME", "装裱加框 Framing", "幅", 180, "木框，可选三种颜色。"),
    Service("EXPRESS", "加急制作 Express production", "单", 300, "提前一周取件。"),
    Service("DISC", "底片光盘 Disc copy", "张", 60, "当场刻录。"),
    Service("HOME", "上门化妆 Home visit", "次", 520, "市内，含往返。"),
)


def resources(branch_id: str) -> Iterator[dict[str, Any]]:
    """What can be booked in a branch, teams before their people."""
    suffix = branch_id.lower()
    for number in (1, 2, 3):
        yield {"kind": "TEAM", "name": f"{number}组 Team {number}"}
        yield {
            "kind": "PHOTOGRAPHER",
            "name": f"摄影{number}",
            "staff_id": f"photographer{number}.{suffix}",
            "team": number,
        }
        yield {"kind": "MAKEUP_ARTIST", "name": f"化妆{number}", "staff_id": f"makeup{number}.{suffix}", "team": number}
        yield {"kind": "ROOM", "name": f"{number}号棚 Studio {number}"}
    yield {"kind": "ASSISTANT", "name": "助理1", "staff_id": f"assistant1.{suffix}", "team": 1}
    for number in (1, 2):
        yield {"kind": "SELECTION_SEAT", "name": f"选片{number}号位 Seat {number}"}
    yield {"kind": "REVIEW_SEAT", "name": "看版位 Review seat"}
    for number in range(1, 13):
        yield {"kind": "DRESS", "name": f"礼服{number:02d} Dress {number:02d}", "turnaround_minutes": 720}


LOCKERS = [f"L{number:02d}" for number in range(1, 41)]
MAKEUP_BOXES = [f"B{number:02d}" for number in range(1, 41)]


def target_months(today: date) -> list[str]:
    """The months the demo lives through; the next one is left for whoever plays the manager."""
    months = [(today.year * 12 + today.month - 1 - back) for back in (2, 1, 0)]
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in months]


def targets(branch_id: str) -> dict[str, Any]:
    """What reception and selection are to sell in a month, by person."""
    suffix = branch_id.lower()

    def yuan(amount: int) -> dict[str, Any]:
        return {"amount": amount * 100, "currency": "CNY"}

    def department(name: str, people: dict[str, int]) -> dict[str, Any]:
        each = [{"staff_id": f"{job}.{suffix}", "amount": yuan(amount)} for job, amount in people.items()]
        return {"department": name, "amount": yuan(sum(people.values())), "people": each}

    return {
        "departments": [
            department(
                "RECEPTION", {"consultant1": 60_000, "consultant2": 50_000, "consultant3": 45_000, "deskhead": 20_000}
            ),
            department("SELECTION", {"selection": 30_000}),
        ]
    }
