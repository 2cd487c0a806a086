"""Tales: the ways of single customers through the studio, chapter by chapter."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from deploy.demo import moves
from deploy.demo.client import Refused
from deploy.demo.crew import Crew, at
from deploy.demo.moves import Order
from deploy.demo.photographs import VARIANTS, shoot

CAMERA_CLOCK = datetime(2026, 1, 1, 11, 0)
SUGGESTIONS = (
    ("外景地再多一些就好了", 5),
    ("等候区可以放些儿童读物", 4),
    ("选片时间有点赶", 3),
)
"""What customers write on the suggestion card, and how many stars they give (PCK-08)."""
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = (
    "伟",
    "芳",
    "娜",
    "敏",
    "静",
    "磊",
    "洋",
    "艳",
    "勇",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "霞",
    "平",
    "刚",
    "桂英",
    "思琪",
    "雨桐",
)


class NoTimeLeft(Exception):
    """Every time that was offered went to somebody else."""


@dataclass
class Tale:
    """One customer's way through the studio, up to the chapter at which the demo leaves them."""

    number: int
    crew: Crew
    package: dict[str, Any]
    starts: int
    chapters: int
    flavour: str = ""
    recommended_by: Tale | None = None
    order: Order = field(init=False)
    memory: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What happens on a day of the tale, and how many days after its beginning."""

    after: int
    name: str
    act: Callable[[Tale, date], Awaitable[None]]


def rng(tale: Tale) -> random.Random:
    """The same every time the demo is loaded."""
    return random.Random(tale.number)


def name_of(tale: Tale, salt: int) -> str:
    """An invented name."""
    chance = random.Random(tale.number * 7 + salt)
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


async def order_package(tale: Tale, day: date) -> None:
    """Walk in, order, deposit, booked."""
    crew = tale.crew
    phone = f"13{tale.number % 10}{(tale.number * 7919) % 10**8:08d}"
    visit = await moves.walk_in(
        crew["consultant1"],
        crew.branch_id,
        name=name_of(tale, 1),
        phone=phone,
        wanted_category=tale.package["category"],
    )
    owner = crew.named(visit["receiver_id"])
    people = [visit["person_id"]]
    if tale.number % 4:
        about = {"birthday": date(1988 + tale.number % 12, 1 + tale.number % 12, 1 + tale.number % 28).isoformat()}
        # Every other one says where to send the album; of the rest the desk still has to ask (M-58).
        where = {"address": f"大地路 {tale.number} 号"} if tale.number % 2 else {}
        await owner.post(f"/v1/people/{people[0]}/details", about | where)
    details: dict[str, Any] = {}
    if str(tale.package["category"]).startswith("WEDDING"):
        people.append(await moves.register_person(owner, crew.branch_id, name_of(tale, 2), None))
        details["wedding_date"] = (day + timedelta(days=60 + tale.number % 90)).isoformat()
    if tale.recommended_by is not None:
        details["referral_code"] = await moves.ask_for_code(crew["service"], tale.recommended_by.order)
    tale.order = await moves.place_order(owner, crew.branch_id, tale.package, people, visit_id=visit["id"], **details)
    if tale.flavour == "PLACED":
        return
    if tale.number % 3 == 0:
        await moves.pay(crew["cashier"], tale.order, "R2", tale.order.total)
        tale.memory["paid"] = True
    else:
        method = ("WECHAT", "CASH", "ALIPAY")[tale.number % 3]
        await moves.pay(crew["cashier"], tale.order, "R1", 50000, method=method)
    await moves.write_planning_book(owner, tale.order)
    await moves.book(owner, tale.order)


async def fix_shoot(tale: Tale, day: date) -> None:
    """A date for the shoot, ten days after the order, at the first time that is free."""
    when = at(day + timedelta(days=9), (9, 10, 13, 14)[tale.number % 4])
    tale.memory["wanted"] = when.date()
    try:
        tale.order.shoot = await book_somewhere(tale, "SHOOT", when.isoformat())
    except NoTimeLeft:
        # A full house: the order waits for a date, as orders do.
        tale.chapters = 2


async def book_somewhere(tale: Tale, kind: str, starts_at: str, **details: Any) -> dict[str, Any]:
    """The wanted time, or the nearest that the system offers on the same day, or at all."""
    wanted = starts_at
    for attempt in range(20):
        try:
            body = {"order_id": tale.order.order_id, "kind": kind, "starts_at": starts_at, **details}
            booking: dict[str, Any] = await tale.crew["scheduler"].post("/v1/bookings", body)
            return booking
        except Refused as refusal:
            offered = refusal.problem.get("alternatives") or []
            if not offered:
                raise NoTimeLeft(str(refusal)) from refusal
            same_day = [slot for slot in offered if slot["starts_at"][:10] == wanted[:10]]
            # Others are looking for a time as well: do not all take the first.
            pool = same_day or offered
            starts_at = pool[(tale.number + attempt) % len(pool)]["starts_at"]
    raise NoTimeLeft(f"no time was found for order {tale.order.number}")


async def come_to_shoot(tale: Tale, day: date) -> None:
    """Check-in with the balance, and the selection booked."""
    crew, order = tale.crew, tale.order
    if not tale.memory.get("paid"):
        await moves.pay(crew["cashier"], order, "R3", order.total - 50000)
    await moves.check_in(crew, order, to_staff=crew["makeup1"].name)
    token = await moves.clearance(crew["scheduler"], order, "SELECTION_BOOKING")
    tale.memory["selection"] = await book_somewhere(
        tale, "SELECTION", at(day + timedelta(days=2), 10 + tale.number % 8).isoformat(), clearance=token
    )


async def be_photographed(tale: Tale, day: date) -> None:
    """Make-up and shooting; the unlucky ones are rained off."""
    crew, order = tale.crew, tale.order
    if tale.flavour == "UNFINISHED":
        await moves.start_make_up(crew, order)
        await crew["photographer1"].post(
            f"/v1/bookings/{order.shoot['id']}/stages", {"stage": "SHOOTING", "talk_minutes": 6}
        )
        await crew["photographer1"].post(
            f"/v1/bookings/{order.shoot['id']}/unfinished", {"reason": "WEATHER", "missing": "花园那一组"}
        )
        return
    await moves.photograph_customer(crew, order, sets=tale.package["clothes_sets"])


async def import_proofs(tale: Tale, day: date) -> None:
    """Photographs of the day."""
    # The same thirty photographs for everybody: their previews are made once.
    pictures = shoot(min(VARIANTS, tale.package["album_photos"] + 4), CAMERA_CLOCK, long_side=480)
    await moves.import_photographs(tale.crew["photographer1"], tale.order, pictures, sets=tale.package["clothes_sets"])


async def ask_how_it_was(tale: Tale, day: date) -> None:
    """The call of the day after (N-19); some are not happy."""
    found = await tale.crew["service"].get(
        "/v1/contacts", branch_id=tale.crew.branch_id, order_id=tale.order.order_id, rule="N-19"
    )
    open_calls = [contact for contact in found["items"] if contact["state"] in {"PLANNED", "DUE", "OVERDUE"}]
    if open_calls:
        await moves.answer_contact(tale.crew["service"], open_calls[0], **opinion(tale.number))
    if tale.flavour == "COMPLAINT":
        await complain(tale)


def opinion(number: int) -> dict[str, Any]:
    """What a customer says the day after: eight of ten are content, and some come by to say it (CS-11, M-28, M-30)."""
    said: dict[str, Any] = {"channel": "PHONE" if number % 20 else "IN_PERSON", "note": "顾客说了感受"}
    liked = [("PHOTOGRAPHY", "MAKEUP", "MANNERS", "DRESS")[number % 4]]
    if number % 10 < 8:
        return said | {"answer": "SATISFIED", "pleased": liked}
    annoyed = [("WAITING", "PRICE", "RETOUCH")[number // 10 % 3]]
    answer = "SO_SO" if number % 10 == 8 else "DISSATISFIED"
    return said | {"answer": answer, "pleased": liked, "displeased": annoyed, "note": "等候时间长，希望改进"}


async def complain(tale: Tale) -> None:
    """A complaint; half of them are judged, and half of these decided after the store manager's word (M-04)."""
    service = tale.crew["service"]
    complaint = await service.post(
        "/v1/complaints",
        {"branch_id": tale.crew.branch_id, "order_id": tale.order.order_id, "channel": "PHONE", "nature": "VALID",
         "department": "SCHEDULING", "content": "waited an hour for the make-up"},
    )  # fmt: skip
    if tale.number % 2:
        return
    path = f"/v1/complaints/{complaint['id']}"
    await service.post(f"{path}/progress", {"note": "已致歉，正在查明原因"})
    await service.post(f"{path}/judgement", {"verdict": "ESTABLISHED", "class": "VALID"})
    if tale.number % 4:
        return
    manager = tale.crew["manager"]
    cause = {"cause": "化妆师排班过满", "cause_kind": "LATE", "prevention": "化妆每小时最多排三位"}
    await manager.post(f"{path}/investigation", cause)
    await manager.post(f"{path}/proposals", {"options": ["免费加拍一组", "退还化妆费"]})
    paid = {"amount": 20_000, "currency": "CNY"}
    await tale.crew["servicehead"].post(f"{path}/decision", {"option": 2, "compensation": paid})


async def select(tale: Tale, day: date) -> None:
    """Selection with the second sale, signed."""
    crew, order = tale.crew, tale.order
    await moves.prepare_selection(crew["selection"], order)
    extra = tale.number % 4
    count = await moves.choose(crew["selection"], order, extra=extra)
    tale.memory["pickup_on"] = day + timedelta(days=20)
    await moves.sign_selection(
        crew["selection"],
        order,
        count=count,
        pickup_on=tale.memory["pickup_on"],
        review_mode="IN_SHOP" if tale.number % 2 else "ONLINE",
    )
    tale.memory["extra"] = extra


async def pay_second_sale(tale: Tale, day: date) -> None:
    """The extras, by most of them at once."""
    part = await tale.crew["cashier"].get(tale.order.path)
    owed = part["selection_total"]["amount"] - part["selection_paid"]["amount"]
    if owed and tale.flavour != "OWES":
        await moves.pay(tale.crew["cashier"], tale.order, "R6", owed, handler_id=tale.crew["selection"].name)


async def give_to_design(tale: Tale, day: date) -> None:
    """The sheet in the hand-over book."""
    await moves.hand_to_design(tale.crew, [tale.order])


async def design(tale: Tale, day: date) -> None:
    """Retouching, design, and the layout for the customer."""
    await moves.retouch_and_design(tale.crew, tale.order)
    tale.memory["layout"] = await moves.present_layout(tale.crew, tale.order)


async def approve(tale: Tale, day: date) -> None:
    """The customer's word, and the production sheet."""
    word = {"by_customer": True, "channel": "ONLINE", "pickup_on": tale.memory["pickup_on"].isoformat()}
    await tale.crew["designer"].post(f"/v1/layouts/{tale.memory['layout']['id']}/approval", word)
    await moves.order_production(tale.crew, tale.order, day + timedelta(days=12))


async def make_pieces(tale: Tale, day: date) -> None:
    """All pieces through production."""
    for piece in tale.order.pieces:
        await moves.produce(tale.crew, piece)


async def receive_pieces(tale: Tale, day: date) -> None:
    """Pieces at the desk; one may have to go back."""
    for index, piece in enumerate(tale.order.pieces):
        fault = "折角" if tale.flavour == "REWORK" and index == 0 else None
        await moves.arrive(tale.crew, piece, fault=fault, shelf=f"{'ABC'[tale.number % 3]}-{tale.number % 20 + 1}")
        if fault:
            body = {"reason": fault, "liability": "STUDIO", "back_to": "FINISH"}
            await tale.crew["pickup"].post(f"/v1/pieces/{moves.piece_id(piece)}/reworks", body)


async def fix_pickup(tale: Tale, day: date) -> None:
    """A time to come and get it."""
    await moves.make_booking(
        tale.crew["scheduler"], tale.order, "PICKUP", at(day + timedelta(days=3), 11 + tale.number % 7)
    )


async def take_home(tale: Tale, day: date) -> None:
    """Everything handed over; the customer fills in a suggestion card (PCK-08)."""
    token = await moves.clearance(tale.crew["pickup"], tale.order, "PICKUP")
    await moves.hand_over(tale.crew, tale.order, token, tale.order.pieces)
    text, rating = SUGGESTIONS[tale.number % len(SUGGESTIONS)]
    await tale.crew["pickup"].post(f"{tale.order.path}/suggestions", {"text": text, "rating": rating})
    if tale.order.wedding:
        await tale.crew["pickup"].post(f"{tale.order.path}/service-card", {})


async def ask_to_cancel(tale: Tale, day: date) -> None:
    """Changed their minds."""
    asked = await tale.crew.named(tale.order.owner).post(
        f"{tale.order.path}/cancellation-requests", {"reason": "婚期推迟"}
    )
    await tale.crew["manager"].post(f"/v1/cancellations/{asked['id']}/approval")


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(0, "booked", order_package),
    Chapter(1, "scheduled", fix_shoot),
    Chapter(10, "checked in", come_to_shoot),
    Chapter(10, "shot", be_photographed),
    Chapter(10, "proofs", import_proofs),
    Chapter(11, "asked", ask_how_it_was),
    Chapter(12, "selected", select),
    Chapter(12, "paid", pay_second_sale),
    Chapter(12, "with design", give_to_design),
    Chapter(15, "layout", design),
    Chapter(17, "producing", approve),
    Chapter(27, "made", make_pieces),
    Chapter(28, "arrived", receive_pieces),
    Chapter(29, "pickup fixed", fix_pickup),
    Chapter(32, "taken home", take_home),
)
