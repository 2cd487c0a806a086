"""The branches' things: registered, counted month by month, lent for location shoots (SHO-11, SHO-12, M-41)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from deploy.demo.crew import Crew, at
from deploy.demo.fill import everything

ACCESSORIES: tuple[tuple[str, str, str, str, str, int], ...] = (
    ("HAIR_ORNAMENT", "TS-01", "珍珠发梳 Pearl comb", "白 White", "NEW", 6),
    ("HAIR_ORNAMENT", "TS-02", "皇冠 Tiara", "银 Silver", "USED", 4),
    ("HAIR_ORNAMENT", "TS-03", "绢花 Silk flowers", "粉 Pink", "OLD", 9),
    ("JEWELLERY", "SS-01", "珍珠项链 Pearl necklace", "白 White", "USED", 5),
    ("JEWELLERY", "SS-02", "水晶耳环 Crystal earrings", "透明 Clear", "NEW", 8),
    ("WIG", "JF-01", "长卷假发 Long curls", "棕 Brown", "USED", 3),
    ("WIG", "JF-02", "盘发假发 Chignon", "黑 Black", "OLD", 2),
    ("VEIL", "TF-01", "三米拖尾头纱 Cathedral veil", "象牙 Ivory", "USED", 4),
    ("VEIL", "TF-02", "短头纱 Short veil", "白 White", "NEW", 6),
    ("GLOVES", "SH-01", "蕾丝手套 Lace gloves", "白 White", "USED", 10),
    ("GLOVES", "SH-02", "缎面长手套 Satin gloves", "黑 Black", "OLD", 4),
)
EQUIPMENT: tuple[tuple[str, str, str, str, str, int], ...] = (
    ("CAMERA", "XJ-01", "相机一号 Camera 1", "", "USED", 1),
    ("CAMERA", "XJ-02", "相机二号 Camera 2", "", "NEW", 1),
    ("LENS", "JT-01", "85mm 定焦 Prime 85mm", "", "USED", 2),
    ("LIGHT", "DG-01", "外拍灯 Location light", "", "USED", 3),
    ("BATTERY", "DC-01", "相机电池 Camera battery", "", "USED", 8),
    ("PROP", "DJ-01", "复古皮箱 Vintage suitcase", "棕 Brown", "OLD", 2),
    ("KEY", "YS-01", "礼服间钥匙 Wardrobe key", "", "USED", 2),
    ("KEY", "YS-02", "器材柜钥匙 Equipment key", "", "USED", 1),
)
COLOURS = ("象牙 Ivory", "白 White", "香槟 Champagne", "红 Red")
KEPT_BY_MAKEUP = frozenset(kind for kind, *_ in ACCESSORIES) | {"DRESS"}
CLOSED_THIS_MONTH = ("HAIR_ORNAMENT", "JEWELLERY", "CAMERA")


async def register(crew: Crew) -> None:
    """Dresses get their numbers, everything else its line in the register; what is there stays as it is."""
    keeper, photographer = crew["makeup1"], crew["photographer1"]
    known = {thing["mark"] for thing in await everything(keeper, "/v1/things", branch_id=crew.branch_id)}
    dresses = await everything(keeper, "/v1/things", branch_id=crew.branch_id, kind="DRESS")
    for number, dress in enumerate(dress for dress in dresses if dress["mark"] is None):
        card = {
            "name": dress["name"],
            "mark": f"LF-{number + 1:03d}",
            "colour": COLOURS[number % len(COLOURS)],
            "age": ("NEW", "USED", "USED", "OLD")[number % 4],
            "keeper_id": keeper.name,
        }
        await keeper.put(f"/v1/things/{dress['id']}", card, version=f'"{dress["version"]}"')
    for lines, who in ((ACCESSORIES, keeper), (EQUIPMENT, photographer)):
        for kind, mark, name, colour, age, quantity in lines:
            if mark in known:
                continue
            body = {"branch_id": crew.branch_id, "kind": kind, "mark": mark, "name": name, "colour": colour}
            await who.post("/v1/things", body | {"age": age, "quantity": quantity, "keeper_id": who.name})


async def count_month(crew: Crew) -> None:
    """On the last day of a month everything is counted, and everything is there."""
    for kind in await _kinds(crew):
        await _count(crew, kind)


async def count_this_month(crew: Crew) -> None:
    """This month some kinds are closed, with what is missing; the dresses are half counted, the rest is due."""
    for kind in CLOSED_THIS_MONTH:
        await _count(crew, kind, off=kind == "HAIR_ORNAMENT")
    await _count(crew, "DRESS", most=7)


async def wash(crew: Crew, today: date) -> None:
    """One dress is to be washed, one at the dry cleaner's, one mended; all others are ready (SHO-12)."""
    keeper = crew["makeup2"]
    dresses = {thing["mark"]: thing for thing in await everything(keeper, "/v1/things", branch_id=crew.branch_id)}
    states: dict[str, dict[str, Any]] = {
        "LF-003": {"care": "TO_WASH"},
        "LF-006": {"care": "DRY_CLEANER", "until": str(today + timedelta(days=2)), "note": "裙摆污渍 Stained hem"},
        "LF-009": {"care": "REPAIR", "until": str(today + timedelta(days=4)), "note": "拉链损坏 Broken zip"},
    }
    for dress in dresses.values():
        wanted = states.get(dress["mark"], {"care": "READY"})
        if dress["kind"] == "DRESS" and dress["care"] != wanted["care"]:
            await keeper.post(f"/v1/things/{dress['id']}/care", wanted)


async def lend(crew: Crew, today: date) -> None:
    """Equipment is out for a location shoot until this evening; a key should have been back (SHO-01, M-41)."""
    photographer = crew["photographer2"]
    things = {
        thing["mark"]: thing["id"] for thing in await everything(photographer, "/v1/things", branch_id=crew.branch_id)
    }
    taken = [{"thing_id": things[mark], "quantity": quantity} for mark, quantity in (("XJ-02", 1), ("DC-01", 3))]
    due = at(today, 20).isoformat()
    await photographer.post("/v1/loans", {"purpose": "海边外拍 Sea view", "due_at": due, "lines": taken})


async def lend_key(crew: Crew, due: date) -> None:
    """Somebody of the desk got the wardrobe key with the manager's consent, and forgot it (M-41)."""
    manager = crew["manager"]
    things = {thing["mark"]: thing["id"] for thing in await everything(manager, "/v1/things", branch_id=crew.branch_id)}
    body = {
        "borrower_id": crew["consultant2"].name,
        "purpose": "陪客人看礼服 Showing dresses",
        "due_at": at(due, 18).isoformat(),
        "lines": [{"thing_id": things["YS-01"]}],
    }
    await manager.post("/v1/loans", body)


async def sign_slips(crew: Crew) -> None:
    """The manager signed one slip of the month; the others wait for him (SHO-11)."""
    manager = crew["manager"]
    waiting = await everything(manager, "/v1/write-offs", branch_id=crew.branch_id, state="REQUESTED")
    for slip in waiting[:1]:
        await manager.post(f"/v1/write-offs/{slip['id']}/approval", {"replace": True, "note": "本周补购 Buy this week"})


async def _kinds(crew: Crew) -> list[str]:
    things = await everything(crew["manager"], "/v1/things", branch_id=crew.branch_id)
    return sorted({thing["kind"] for thing in things})


async def _count(crew: Crew, kind: str, *, off: bool = False, most: int | None = None) -> None:
    """Count a kind, with differences when asked; only the first lines when the sheet is to stay open."""
    who = crew["makeup1" if kind in KEPT_BY_MAKEUP else "photographer1"]
    sheet = await who.post("/v1/stock-takes", {"branch_id": crew.branch_id, "kind": kind})
    lines = await everything(who, f"/v1/stock-takes/{sheet['id']}/lines")
    for number, line in enumerate(lines[:most]):
        here = line["registered"] - line["out"]
        seen: dict[str, Any] = {"found": here}
        if off and number == 0:
            seen = {"found": here - 1, "reason": "外拍后未归还 Not back from the beach"}
        if off and number == 1:
            seen = {"found": here, "worn": 2, "reason": "褪色 Faded"}
        await who.put(f"/v1/stock-takes/{sheet['id']}/lines/{line['thing_id']}", seen, version=f'"{line["version"]}"')
    if most is None:
        await who.post(f"/v1/stock-takes/{sheet['id']}/closing")
