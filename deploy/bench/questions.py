"""What desks ask all day, and the bare SQL of the same answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from urllib.parse import quote

import asyncpg

from deploy.fixture.plan import at, day_of


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of one department."""

    service: str
    sql: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A request, and the statements that answer it."""

    path: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the questions are about: a sample of the branch's customers and orders."""

    orders: list[asyncpg.Record]
    now: datetime

    @property
    def today(self) -> date:
        """The branch's day."""
        return day_of(self.now)


@dataclass(frozen=True, slots=True)
class Read:
    """A kind of question and who asks it."""

    name: str
    question: Callable[[Known, Random], Question]
    who: str = "manager.s001"


async def know(connections: Mapping[str, asyncpg.Connection[Any]]) -> Known:
    """A sample of branch S001: orders of all ages, with a customer each."""
    reception = connections["reception"]
    async with reception.transaction():
        await reception.execute("SELECT set_config('studio.branches', 'S001', true)")
        orders = await reception.fetch(
            "SELECT o.id, o.number, o.customer_number, p.phone_tail, p.tail_mark, p.name FROM studio_order o "
            "JOIN LATERAL (SELECT person_id FROM order_person x WHERE x.order_id = o.id LIMIT 1) x ON true "
            "JOIN person p ON p.id = x.person_id ORDER BY md5(o.number) LIMIT 400"
        )
    return Known(list(orders), datetime.now(UTC))


HITS = "SELECT * FROM studio_order WHERE id IN (SELECT order_id FROM order_person WHERE person_id IN ({people})) " \
       "ORDER BY placed_at DESC LIMIT 20"  # fmt: skip
TAIL = HITS.format(people="SELECT id FROM person WHERE tail_mark = $1")
NAME = HITS.format(people="SELECT person_id FROM name_prefix WHERE prefix = $1")
SHEET = "SELECT * FROM job_sheet WHERE order_id = $1"


def _search(column: str, sql: str, key: str) -> Callable[[Known, Random], Question]:
    def ask(known: Known, random: Random) -> Question:
        order = random.choice(known.orders)
        return Question(f"/v1/search?q={quote(order[column])}", (Statement("reception", sql, (order[key],)),))

    return ask


def _order_page(known: Known, random: Random) -> Question:
    key = random.choice(known.orders)["id"]
    statements = [
        Statement("customer_service", SHEET, (key,)),
        Statement("customer_service", "SELECT * FROM job_sheet_entry WHERE order_id = $1 ORDER BY at", (key,)),
        Statement("reception", "SELECT * FROM studio_order WHERE id = $1", (key,)),
        Statement("reception", "SELECT * FROM receipt WHERE order_id = $1 ORDER BY year, sequence", (key,)),
        Statement("scheduling", "SELECT * FROM booking WHERE order_id = $1 ORDER BY starts_at", (key,)),
        Statement("post_production", "SELECT * FROM piece WHERE order_id = $1 ORDER BY code", (key,)),
        Statement("pickup", "SELECT * FROM expected_piece WHERE order_id = $1 ORDER BY code", (key,)),
        Statement("customer_service", "SELECT * FROM contact WHERE order_id = $1 ORDER BY due_at", (key,)),
    ]
    return Question(f"/v1/orders/{key}/job-sheet", tuple(statements))


LATE = "SELECT * FROM job_sheet WHERE branch_id = 'S001' AND next_due < $1 ORDER BY opened_at, order_id LIMIT 51"
LATE_IN_CHAIN = LATE.replace("branch_id = 'S001' AND ", "")
OWING = "SELECT * FROM job_sheet WHERE branch_id = 'S001' AND balance > 0 ORDER BY opened_at, order_id LIMIT 51"
TO_DO = "SELECT * FROM contact WHERE {whose} AND state IN ('PLANNED', 'OVERDUE') AND kind <> 'MESSAGE' " \
        "AND due_at <= $1 ORDER BY due_at, id LIMIT 201"  # fmt: skip
STARTING = (
    "SELECT * FROM booking WHERE branch_id = 'S001' AND starts_at >= $1 AND starts_at < $2 ORDER BY starts_at, id"
)


def _today(known: Known, _random: Random) -> Question:
    begin, end = at(known.today, 0), at(known.today, 23, 59)
    mine = TO_DO.format(whose="assignee_id = 'manager.s001' AND branch_id = 'S001'")
    statements = [
        Statement("customer_service", mine, (end,)),
        Statement("scheduling", STARTING, (begin, end)),
        Statement("customer_service", LATE, (known.now,)),
        Statement("customer_service", OWING, ()),
    ]
    return Question("/v1/today?branch_id=S001", tuple(statements))


def _board(known: Known, _random: Random) -> Question:
    begin, end = at(known.today, 0), at(known.today, 23, 59)
    held = "SELECT * FROM occupation WHERE branch_id = 'S001' AND active AND starts_at < $2 AND ends_at > $1"
    of_day = "SELECT * FROM booking WHERE branch_id = 'S001' AND day = $1"
    statements = [
        Statement("scheduling", held, (begin, end)),
        Statement("scheduling", of_day, (known.today,)),
        Statement("scheduling", "SELECT * FROM resource WHERE branch_id = 'S001'", ()),
        Statement("scheduling", "SELECT * FROM shoot_day WHERE branch_id = 'S001' AND day = $1", (known.today,)),
    ]
    return Question(f"/v1/boards/S001/{known.today}", tuple(statements))


def _contacts(known: Known, _random: Random) -> Question:
    end = at(known.today, 23, 59)
    sql = TO_DO.format(whose="branch_id = 'S001'")
    until = quote(end.isoformat())
    path = f"/v1/contacts?branch_id=S001&to_do=true&due_before={until}&limit=200"
    return Question(path, (Statement("customer_service", sql, (end,)),))


def _day(known: Known, _random: Random) -> Question:
    receipts = "SELECT * FROM receipt WHERE branch_id = 'S001' AND business_day = $1 ORDER BY id"
    count = "SELECT count(*), max(sequence) FROM receipt WHERE branch_id = 'S001' AND year = $1"
    statements = [
        Statement("reception", receipts, (known.today,)),
        Statement("reception", count, (known.today.year,)),
    ]
    return Question(f"/v1/days/S001/{known.today}", tuple(statements))


def _plain(path: str, service: str, sql: str) -> Callable[[Known, Random], Question]:
    return lambda _known, _random: Question(path, (Statement(service, sql, ()),))


def _late(path: str, sql: str) -> Callable[[Known, Random], Question]:
    return lambda known, _random: Question(path, (Statement("customer_service", sql, (known.now,)),))


def _receipts(known: Known, _random: Random) -> Question:
    sql = "SELECT * FROM receipt WHERE branch_id = 'S001' AND business_day = $1 ORDER BY number LIMIT 51"
    path = f"/v1/receipts?branch_id=S001&day={known.today}"
    return Question(path, (Statement("reception", sql, (known.today,)),))


def _pickups(known: Known, _random: Random) -> Question:
    sql = "SELECT * FROM pickup_booking b JOIN expected_piece p ON p.order_id = b.order_id " \
          "WHERE b.branch_id = 'S001' AND b.starts_at >= $1 AND b.starts_at < $1 + interval '3 days'"  # fmt: skip
    return Question("/v1/pickup-board?branch_id=S001", (Statement("pickup", sql, (at(known.today, 0),)),))


NEWEST = "SELECT * FROM studio_order {where} ORDER BY placed_at DESC, id DESC LIMIT 51"
MADE = "SELECT * FROM piece WHERE branch_id = 'S001' AND step <> 'FINISHED' ORDER BY due_on, id LIMIT 51"
TALLY = "SELECT stage, sum(orders), sum(owing) FROM stage_tally {where} GROUP BY stage"
LATE_BY_STAGE = "SELECT stage, count(*) FROM job_sheet {where} next_due < $1 GROUP BY stage"
UNSCHEDULED = "SELECT * FROM order_copy o WHERE branch_id = 'S001' AND booked_at IS NOT NULL AND shot_on IS NULL " \
              "AND cancelled_at IS NULL AND NOT shoot_booked ORDER BY wanted_date, booked_at LIMIT 500"  # fmt: skip
OF_BRANCH = "WHERE branch_id = 'S001'"


def _stages(path: str, where: str) -> Callable[[Known, Random], Question]:
    tally, late = TALLY.format(where=where), LATE_BY_STAGE.format(where=f"{where} AND" if where else "WHERE")
    return lambda known, _random: Question(
        path, (Statement("customer_service", tally, ()), Statement("customer_service", late, (known.now,)))
    )


READS: tuple[Read, ...] = (
    Read("search by last four digits", _search("phone_tail", TAIL, "tail_mark")),
    Read("search by name", _search("name", NAME, "name")),
    Read("search by order number", _search("number", "SELECT * FROM studio_order WHERE number = $1", "number")),
    Read("order page", _order_page),
    Read("my day", _today),
    Read("day board", _board),
    Read("calls to make today", _contacts),
    Read("late list", _late("/v1/job-sheets?branch_id=S001&late=true", LATE)),
    Read("arrears list", _plain("/v1/job-sheets?branch_id=S001&owes=true", "customer_service", OWING)),
    Read("customers by stage", _stages("/v1/stage-counts?branch_id=S001", OF_BRANCH)),
    Read("orders, newest first", _plain("/v1/orders?branch_id=S001", "reception", NEWEST.format(where=OF_BRANCH))),
    Read("orders without a date", _plain("/v1/unscheduled-orders?branch_id=S001", "scheduling", UNSCHEDULED)),
    Read("receipts of the day", _receipts),
    Read("money of the day", _day),
    Read("pickup board", _pickups),
    Read("pieces in the making", _plain("/v1/production-board?branch_id=S001", "post_production", MADE)),
    Read("chain: search by last four digits", _search("phone_tail", TAIL, "tail_mark"), "director"),
    Read("chain: late list", _late("/v1/job-sheets?late=true", LATE_IN_CHAIN), "director"),
    Read("chain: orders, newest first", _plain("/v1/orders", "reception", NEWEST.format(where="")), "director"),
    Read("chain: customers by stage", _stages("/v1/stage-counts", ""), "director"),
)  # fmt: skip
