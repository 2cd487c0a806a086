"""From the door to the eve of the shoot."""

from __future__ import annotations

from deploy.demo import moves
from deploy.demo.crew import at, yuan
from deploy.demo.journey.stage import Journey, step
from deploy.demo.moves import Order, days


@step("reception", "REC-01, GEN-02", "A couple walks in and is received by whose turn it is")
async def walk_in(j: Journey) -> str:
    desk = j.crew["consultant1"]
    today = (await j.clock.read()).date()
    rota = [f"consultant{number}.{j.crew.branch_id.lower()}" for number in (1, 2, 3)]
    await j.crew["deskhead"].put(f"/v1/rotas/{j.crew.branch_id}/{today}", {"staff_ids": rota})
    visit = await moves.walk_in(
        desk,
        j.crew.branch_id,
        name="林小姐",
        phone=j.memory["phones"][0],
        wanted_category="WEDDING_STUDIO",
        source="WALK_IN",
    )
    j.demand(visit["receiver_id"] in rota, "GEN-02: the receiver is not on the rota")
    j.memory["visit"] = visit
    return f"visit {visit['number']}, received by {visit['receiver_id']}"


@step("reception", "REC-05", "They hesitate; a manager takes part in the talk and keeps them")
async def hold(j: Journey) -> str:
    visit = j.memory["visit"]
    owner = j.crew.named(visit["receiver_id"])
    await owner.post(f"/v1/visits/{visit['id']}/undecided", {"note": "wants to think about it"})
    await owner.refused("POST", f"/v1/visits/{visit['id']}/loss", {"reason": "PRICE"}, code="visit.hold_missing")
    await j.crew["deskhead"].post(
        f"/v1/visits/{visit['id']}/hold", {"outcome": "KEPT", "note": "an extra frame as a gift"}
    )
    return "not lost without a manager"


@step("reception", "REC-02, REC-22", "Bride and groom are registered and the wedding package is ordered")
async def place(j: Journey) -> str:
    visit = j.memory["visit"]
    owner = j.crew.named(visit["receiver_id"])
    bride = visit.get("person_id") or await moves.register_person(
        owner, j.crew.branch_id, "林小姐", j.memory["phones"][0]
    )
    groom = await moves.register_person(owner, j.crew.branch_id, "陈先生", j.memory["phones"][1])
    j.shoot_day = (await j.clock.read()).date() + days(j.memory["lead_days"])
    j.order = await moves.place_order(
        owner,
        j.crew.branch_id,
        j.packages["WED-STUDIO"],
        [bride, groom],
        visit_id=visit["id"],
        wedding_date=(j.shoot_day + days(120)).isoformat(),
        wanted_date=j.shoot_day.isoformat(),
        designated_photographer_id=f"photographer2.{j.crew.branch_id.lower()}",
    )
    j.demand(j.order.owner == owner.name, "GEN-01: the first receiver owns the customer")
    return f"order {j.order.number}"


@step(
    "reception",
    "REC-02, FIN-07",
    "Not booked without a receipt; no cash without the note tester; then the deposit is paid",
)
async def deposit(j: Journey) -> str:
    owner, cashier = j.crew.named(j.order.owner), j.crew["cashier"]
    problem = await owner.refused("POST", f"{j.order.path}/booking", code="order.not_bookable")
    cash = {"form": "R1", "amount": yuan(1000), "method": "CASH", "note_tested": False}
    await cashier.refused("POST", f"{j.order.path}/payments", cash, code="receipt.notes_not_tested")
    receipt = await moves.pay(cashier, j.order, "R1", 100000, method="CASH")
    return f"missing at first: {', '.join(problem['missing'])}; receipt {receipt['number']}"


@step(
    "reception",
    "REC-02, REC-03",
    "Planning book and checklist are there: the order is booked, and thanks go out the same day",
)
async def book(j: Journey) -> str:
    owner = j.crew.named(j.order.owner)
    await moves.write_planning_book(owner, j.order)
    await moves.book(owner, j.order)
    await j.clock.settle()
    thanks = await j.contact("N-01")
    return f"N-01 is {thanks['state']}"


async def fill_team(j: Journey) -> str:
    """Two other wedding couples of team 1 on the day, so that it is full; returns the team."""
    teams = await j.crew["scheduler"].get("/v1/resources", branch_id=j.crew.branch_id, kind="TEAM")
    team = str(teams["items"][0]["id"])
    for number, hour in enumerate((9, 14)):
        owner = j.crew["consultant3"]
        people = [
            await moves.register_person(
                owner, j.crew.branch_id, f"{name}{number}", j.memory["phones"][2 + number * 2 + index]
            )
            for index, name in enumerate(("新娘", "新郎"))
        ]
        other = await moves.place_order(
            owner, j.crew.branch_id, j.packages["WED-GARDEN"], people, wedding_date=(j.shoot_day + days(90)).isoformat()
        )
        await settle_and_book(j, other)
        await moves.make_booking(
            j.crew["scheduler"],
            other,
            "SHOOT",
            at(j.shoot_day, hour),
            minutes=240,
            team_id=team,
            location="LOCAL_OUTDOOR",
        )
    return team


async def settle_and_book(j: Journey, order: Order) -> None:
    """Paid in full and booked."""
    await moves.pay(j.crew["cashier"], order, "R2", order.total)
    await moves.write_planning_book(j.crew.named(order.owner), order)
    await moves.book(j.crew.named(order.owner), order)


@step("scheduling", "1.2.2, SCH-06", "A team takes two wedding couples a day: the third is refused with alternatives")
async def third_couple(j: Journey) -> str:
    team = await fill_team(j)
    body = {
        "order_id": j.order.order_id,
        "kind": "SHOOT",
        "starts_at": at(j.shoot_day, 11).isoformat(),
        "team_id": team,
        "minutes": 60,
    }
    await j.clock.settle()
    problem = await j.crew["scheduler"].refused(
        "POST",
        "/v1/bookings",
        body | {"starts_at": at(j.shoot_day, 18, 30).isoformat(), "minutes": 60},
        code="capacity.full",
    )
    j.demand(bool(problem.get("alternatives")), "the refusal names no alternatives")
    return f"{len(problem['alternatives'])} alternatives"


@step(
    "scheduling", "REC-11, SCH-09", "People, room and time are booked together; the designated photographer is honoured"
)
async def book_shoot(j: Journey) -> str:
    j.order.shoot = await moves.make_booking(j.crew["scheduler"], j.order, "SHOOT", at(j.shoot_day, 10))
    staff = [resource["staff_id"] for resource in j.order.shoot["resources"] if resource.get("staff_id")]
    j.demand(f"photographer2.{j.crew.branch_id.lower()}" in staff, "REC-11: the designated photographer was not booked")
    return f"{j.shoot_day} 10:00 with {', '.join(sorted(staff))}"


@step("scheduling", "SCH-04", "The fitting is booked the day before the shoot")
async def book_fitting(j: Journey) -> str:
    j.memory["fitting"] = await moves.make_booking(
        j.crew["scheduler"], j.order, "FITTING", at(j.shoot_day - days(1), 14)
    )
    return "14:00 the day before"


@step("customer service", "REC-07, N-04", "A week before, the owner calls")
async def week_before(j: Journey) -> str:
    await j.clock.to(at(j.shoot_day - days(7), 11))
    return await j.make_contact("N-04")


@step("scheduling", "N-05, SHO-14", "At the fitting two dresses are chosen and held for the shoot")
async def fitting(j: Journey) -> str:
    await j.clock.to(at(j.shoot_day - days(1), 14, 30))
    reminded = await j.make_contact("N-05")
    dresses = await j.crew["scheduler"].get("/v1/resources", branch_id=j.crew.branch_id, kind="DRESS")
    ids = [dress["id"] for dress in dresses["items"][:2]]
    await j.crew["makeup1"].post(
        f"/v1/bookings/{j.memory['fitting']['id']}/fitting", {"dress_ids": ids, "extra_choices": 1}
    )
    return reminded


@step("scheduling", "SCH-01, SCH-03, N-06", "Tomorrow's plan stood at 10:30; the customer confirms the time")
async def confirm(j: Journey) -> str:
    plan = await j.crew["scheduler"].get(f"/v1/plans/{j.crew.branch_id}/{j.shoot_day}")
    j.demand(bool(plan.get("frozen_at")), "SCH-03: the plan was not frozen at 10:30")
    called = await j.make_contact("N-06")
    await j.crew["scheduler"].post(
        f"/v1/bookings/{j.order.shoot['id']}/confirmation", {"arrival_at": at(j.shoot_day, 9, 40).isoformat()}
    )
    return called
