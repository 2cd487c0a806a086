"""A full house for the timings: more bookings and photographs than a test could make by hand, beside real ones."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

from deploy.demo import moves
from deploy.demo.crew import at
from deploy.demo.moves import Order
from deploy.demo.photographs import shoot
from tests.house import House

ROOMS, HOURS = 20, 10

MORE_ROOMS = """
INSERT INTO resource SELECT made.*
FROM (SELECT * FROM resource WHERE branch_id = $1::text AND kind = 'ROOM' ORDER BY name LIMIT 1) known,
     generate_series(1, $2::int) number,
     jsonb_populate_record(null::resource, to_jsonb(known) || jsonb_build_object(
         'id', gen_random_uuid(), 'name', '大棚 ' || lpad(number::text, 2, '0'))) made
"""
MORE_ORDERS = """
INSERT INTO order_copy (order_id, branch_id, category, number, package_name, clothes_sets, amendment, shoot_booked)
SELECT gen_random_uuid(), $1::text, 'FAMILY',
       $1::text || '-' || to_char($2::date, 'YYMMDD') || '-' || lpad(number::text, 3, '0'), '全家福', 2, 0, true
FROM generate_series(1, $3::int) number
"""
MORE_BOOKINGS = """
WITH room AS (SELECT id, name, row_number() OVER (ORDER BY name) - 1 AS at FROM resource
              WHERE branch_id = $1::text AND name LIKE '大棚 %' ORDER BY name LIMIT $3::int),
     taken AS (SELECT order_id, row_number() OVER (ORDER BY number) - 1 AS at FROM order_copy
               WHERE branch_id = $1::text AND package_name = '全家福'
               AND number LIKE to_char($2::date, '"%"YYMMDD"%"')),
     made AS (INSERT INTO booking (id, branch_id, order_id, kind, state, category, location, day, starts_at, ends_at,
                                   resources, made_by, made_at, version)
              SELECT gen_random_uuid(), $1::text, taken.order_id, 'SHOOT', 'BOOKED', 'FAMILY', 'STUDIO', $2::date,
                     $2::date + make_time(9 + (taken.at % $4)::int, 0, 0) - interval '8 hours',
                     $2::date + make_time(10 + (taken.at % $4)::int, 0, 0) - interval '8 hours',
                     jsonb_build_array(jsonb_build_object('resource_id', room.id, 'kind', 'ROOM', 'name', room.name)),
                     'plenty', now(), 1
              FROM taken JOIN room ON room.at = taken.at / $4
              RETURNING id, starts_at, ends_at, resources)
INSERT INTO occupation (id, branch_id, resource_id, booking_id, starts_at, ends_at, active)
SELECT gen_random_uuid(), $1::text, (resources->0->>'resource_id')::uuid, id, starts_at, ends_at, true FROM made
"""
MORE_PHOTOS = """
INSERT INTO photo SELECT made.*
FROM (SELECT * FROM photo WHERE order_id = $1::uuid AND state = 'READY' ORDER BY name LIMIT 1) known,
     generate_series(1, $2::int) number,
     jsonb_populate_record(null::photo, to_jsonb(known) || jsonb_build_object(
         'id', gen_random_uuid(), 'name', 'DSC_' || lpad(number::text, 5, '0') || '.jpg',
         'sha256', encode(sha256(convert_to($1::uuid::text || number, 'UTF8')), 'hex'))) made
"""


async def fill_board(house: House, branch_id: str, day: date) -> int:
    """A day of that branch with 200 bookings; returns how many."""
    rows = house.system.rows
    await rows("scheduling", MORE_ROOMS, branch_id, ROOMS)
    await rows("scheduling", MORE_ORDERS, branch_id, day, ROOMS * HOURS)
    await rows("scheduling", MORE_BOOKINGS, branch_id, day, ROOMS, HOURS)
    return ROOMS * HOURS


async def order_before_selection(house: House) -> Order:
    """An order photographed and imported, its proofs checked: the customer may sit down."""
    order, crew = await house.at_shoot("CHILD"), house.crew
    sets = house.chain.packages["CHILD"]["clothes_sets"]
    stage = {"stage": "SHOOTING", "talk_minutes": 6}
    await crew["photographer1"].post(f"/v1/bookings/{order.shoot['id']}/stages", stage)
    done = {"sets": sets, "summary": "calm", "selection_hints": "close-ups", "equipment_returned": True}
    await crew["photographer1"].post(f"/v1/bookings/{order.shoot['id']}/completion", done)
    day = date.fromisoformat(order.shoot["day"])
    pictures = shoot(order.album_photos + 2, at(day, 11).replace(tzinfo=None), long_side=1200)
    await moves.import_photographs(crew["photographer1"], order, pictures, sets=sets)
    await moves.prepare_selection(crew["selection"], order)
    return order


async def fill_selection(house: House, order: Order, count: int) -> None:
    """That many photographs more, each with a thumbnail and a preview of its own."""
    known = await house.system.rows(
        "post_production", "SELECT sha256 FROM photo WHERE order_id = $1 AND state = 'READY'", order.order_id
    )
    real = [str(row["sha256"]) for row in known]
    for number in range(1, count + 1):
        digest = hashlib.sha256(f"{order.order_id}{number}".encode()).hexdigest()
        for rendering in ("thumbnail", "preview"):
            link(derived(house, real[number % len(real)], rendering), derived(house, digest, rendering))
    await house.system.rows("post_production", MORE_PHOTOS, order.order_id, count)


def derived(house: House, digest: str, rendering: str) -> Path:
    """Where the store of this machine keeps that picture."""
    return house.system.home.photos / "derived" / digest[:2] / f"{digest}-{rendering}.jpg"


def link(known: Path, more: Path) -> None:
    """The same picture once more."""
    more.parent.mkdir(parents=True, exist_ok=True)
    os.link(known, more)
