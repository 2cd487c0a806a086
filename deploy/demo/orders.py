"""About three hundred orders in all stages: sixty days of work, lived through day by day."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deploy.demo import moves, stores, till, wardrobe
from deploy.demo.client import Person, Studio
from deploy.demo.crew import BusinessClock, Crew, at
from deploy.demo.fill import Chain, everything
from deploy.demo.services import sell_services
from deploy.demo.tales import CHAPTERS, SURNAMES, Chapter, Tale, ask_to_cancel

DAYS_BACK = 60
AT_ONCE = 12
_SELECTED = 1 + [chapter.name for chapter in CHAPTERS].index("selected")
_SHOT = 1 + [chapter.name for chapter in CHAPTERS].index("shot")
UP_TO_SELECTION, AFTER_SELECTION = CHAPTERS[:_SELECTED], CHAPTERS[_SELECTED:]

CALL_DAYS = frozenset({-45, -30, -20, -10, -4, -1})
"""Days on which the branches catch up with their calls; every day would take longer than the demo is worth."""
LEFT_UNDONE = 9
RECOMMENDED = 7
CALLERS = ("consultant", "selection", "scheduler", "pickup", "service")

LEFT = (
    ("URGENT", "二楼灯箱坏了，师傅下午来修，请带到棚里"),
    ("PROSPECT", "昨天来看样册的一对，周末前再联系一次"),
)
FLAVOURS = {3: "UNFINISHED", 5: "COMPLAINT", 7: "OWES", 12: "REWORK"}
"""Chapter index at which something special may happen → what."""


def write_tales(crews: list[Crew], packages: dict[str, dict[str, Any]], orders: int) -> list[Tale]:
    """Tales that end in every chapter, most of them long ago finished, some late."""
    tales: list[Tale] = []
    codes = ("WED-STUDIO", "PERSONAL", "FAMILY", "WED-GARDEN", "CHILD", "MOTHER", "COUPLE", "WED-SEA")
    for number in range(orders):
        chance = random.Random(number)
        # Six tales end in every chapter; most of the others are young, as in a shop that grows.
        chapters = 1 + number % len(CHAPTERS)
        if number >= 6 * len(CHAPTERS):
            chapters = min(chance.randint(1, len(CHAPTERS)), chance.randint(1, len(CHAPTERS)))
        needed = CHAPTERS[chapters - 1].after
        late = chance.choice((0, 0, 1, 2, 4))
        starts = -needed - late if chapters < len(CHAPTERS) else -chance.randint(needed, DAYS_BACK - 1)
        tale = Tale(
            number,
            crews[number % len(crews)],
            packages[codes[number % len(codes)]],
            max(starts, 1 - DAYS_BACK),
            chapters,
        )
        special = FLAVOURS.get(chapters - 1)
        if special in {"COMPLAINT", "OWES", "REWORK", "UNFINISHED"} and chapters < len(CHAPTERS):
            tale.flavour = special
        if chapters == 1 and number % 2:
            tale.flavour = "PLACED"
        if chapters == 2 and number % 4 == 0:
            tale.flavour = "CANCELLED"
        tales.append(tale)
    recommend(tales)
    return tales


def recommend(tales: Sequence[Tale]) -> None:
    """Every seventh customer who comes to the shoot was sent by one who came earlier (A-26)."""
    photographed = [tale for tale in tales if tale.chapters >= _SHOT]
    for tale in photographed[::RECOMMENDED]:
        earlier = [one for one in photographed if one.crew is tale.crew and one.starts < tale.starts]
        if earlier:
            tale.recommended_by = earlier[tale.number % len(earlier)]


async def fill(studio: Studio, admin: Person, loaded: Chain, *, orders: int, console: Console) -> None:
    """Live through sixty days; the clock starts in the past and ends today."""
    clock = BusinessClock(admin)
    today = (await clock.read()).date()
    begin = today - timedelta(days=DAYS_BACK)
    await admin.post("/v1/dev/clock", {"to": at(begin, 8, 30).isoformat()})
    crews = [await Crew.sign_in(studio, branch_id, loaded.password) for branch_id in loaded.branches]
    for crew in crews:
        rota = [f"consultant{number}.{crew.branch_id.lower()}" for number in (1, 2, 3)]
        await crew["deskhead"].put(f"/v1/rotas/{crew.branch_id}/{begin}", {"staff_ids": rota})
    await asyncio.gather(*(wardrobe.register(crew) for crew in crews))
    tales = write_tales(crews, loaded.packages, orders)
    counts: Counter[str] = Counter()
    steps = sum(tale.chapters for tale in tales)
    with Progress(
        TextColumn("          {task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as progress:
        bar = progress.add_task("sixty days of work", total=steps)
        for offset in range(-DAYS_BACK, 1):
            day = today + timedelta(days=offset)
            await clock.to(at(day, 10, 35))
            if offset >= -till.DAYS:
                await asyncio.gather(*(till.open_day(crew, day) for crew in crews))
            await live_day(clock, tales, offset, day, counts, lambda: progress.advance(bar))
            if offset in CALL_DAYS:
                await asyncio.gather(*(make_calls(crew) for crew in crews))
                if offset < -1:  # the last ones still wait today
                    await asyncio.gather(*(moves.thank_referrers(crew) for crew in crews))
            await keep_things(crews, day, today)
            if -till.DAYS <= offset < 0:
                await asyncio.gather(*(till.close_day(crew, day) for crew in crews))
            progress.update(bar, description=f"{day:%d %b}")
            if not console.is_terminal and offset % 10 == 0:
                console.print(
                    f"          {day:%d %b}: {progress.tasks[0].completed:.0f} of {steps} steps", highlight=False
                )
    await unhappy_visits(crews)
    await hand_over_book(crews)
    await sell_services(clock, crews)
    await clock.settle()
    await asyncio.gather(*(moves.thank_referrers(crew, unpaid=1, undecided=1) for crew in crews))
    await asyncio.gather(*(moves.lay_ready(crew) for crew in crews))
    await clock.settle()
    shown = ", ".join(f"{count} {name}" for name, count in counts.items())
    console.print(f"          {len(tales)} orders: {shown}", highlight=False)


async def live_day(
    clock: BusinessClock,
    tales: list[Tale],
    offset: int,
    day: date,
    counts: Counter[str],
    advance: Callable[[], None],
) -> None:
    """Everything that happens on a day, chapter by chapter, some customers side by side."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def live(tale: Tale, chapters: Sequence[Chapter]) -> None:
        async with gate:
            for chapter in chapters:
                index = CHAPTERS.index(chapter)
                if index >= tale.chapters or tale.starts + when(tale, chapter) != offset:
                    continue
                await chapter.act(tale, day)
                advance()
                if index == tale.chapters - 1:
                    counts[chapter.name] += 1

    await asyncio.gather(*(live(tale, UP_TO_SELECTION) for tale in tales))
    # Reception adds the second sale up before it is paid.
    await clock.settle()
    await asyncio.gather(*(live(tale, AFTER_SELECTION) for tale in tales))
    gone = [tale for tale in tales if tale.flavour == "CANCELLED" and tale.starts + 2 == offset]
    await asyncio.gather(*(ask_to_cancel(tale, day) for tale in gone))


async def keep_things(crews: list[Crew], day: date, today: date) -> None:
    """Things are counted when a month ends; yesterday a key went out, today some equipment (SHO-11, M-41);
    and what departments use up is taken and asked for (MGT-06)."""
    if day == today:
        await asyncio.gather(*(_things_of_today(crew, today) for crew in crews))
        return
    if (day + timedelta(days=1)).day == 1:
        await asyncio.gather(*(wardrobe.count_month(crew) for crew in crews))
    if day == today - timedelta(days=1):
        await asyncio.gather(*(wardrobe.lend_key(crew, day) for crew in crews))


async def _things_of_today(crew: Crew, today: date) -> None:
    await wardrobe.count_this_month(crew)
    await wardrobe.sign_slips(crew)
    await wardrobe.lend(crew, today)
    await wardrobe.wash(crew, today)
    await stores.use_up(crew, today)
    await stores.keep_a_bag(crew)


async def make_calls(crew: Crew) -> None:
    """Whoever was told to calls the customers; one call in nine is forgotten (GEN-11)."""
    head = crew["servicehead"]
    due = await everything(head, "/v1/contacts", branch_id=crew.branch_id, state="DUE")
    due += await everything(head, "/v1/contacts", branch_id=crew.branch_id, state="OVERDUE")
    for number, contact in enumerate(due):
        if contact["kind"] != "CALL" or number % LEFT_UNDONE == 0:
            continue
        told = str(contact["assignee_id"] or "")
        who = crew.named(told) if told.startswith(CALLERS) else head
        answer = {"answer": "SO_SO" if number % 5 == 0 else "SATISFIED"} if contact["return_visit"] else {}
        await moves.answer_contact(who, contact, **answer)


def when(tale: Tale, chapter: Chapter) -> int:
    """How many days after its beginning the chapter comes: what follows the shoot follows its real day."""
    if chapter.after < 10 or not hasattr(tale, "order") or not tale.order.shoot:
        return chapter.after
    shot = date.fromisoformat(tale.order.shoot["day"])
    wanted: date = tale.memory["wanted"]
    return chapter.after + (shot - wanted).days


async def hand_over_book(crews: list[Crew]) -> None:
    """What the shift before left at the counter (M-64)."""
    for crew in crews:
        for kind, note in LEFT:
            await crew["consultant2"].post("/v1/shift-notes", {"branch_id": crew.branch_id, "kind": kind, "note": note})


async def unhappy_visits(crews: list[Crew]) -> None:
    """Some who did not order: held by a manager, followed up, or lost with a reason (REC-05, REC-23)."""
    for crew in crews:
        for number in range(6):
            visit = await moves.walk_in(
                crew["consultant2"],
                crew.branch_id,
                name=f"{SURNAMES[number]}女士",
                phone=f"136{number:04d}{int(crew.branch_id[-2:]):04d}",
                wanted_category="FAMILY",
            )
            receiver = crew.named(visit["receiver_id"])
            await receiver.post(f"/v1/visits/{visit['id']}/undecided", {"note": "还在比价"})
            outcome = "LOST" if number % 2 else "OFFER"
            await crew["deskhead"].post(f"/v1/visits/{visit['id']}/hold", {"outcome": outcome, "note": "已当面沟通"})
            if number % 2:
                await receiver.post(f"/v1/visits/{visit['id']}/loss", {"reason": "PRICE"})
