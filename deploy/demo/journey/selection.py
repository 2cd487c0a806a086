"""Selection, the second sale, and the layout."""

from __future__ import annotations

from deploy.demo import moves
from deploy.demo.crew import at
from deploy.demo.journey.stage import Journey, step
from deploy.demo.moves import SIGNATURE, days


@step("customer service", "PST-06, N-10, N-11", "The customer is reminded the day before and an hour before")
async def remind(j: Journey) -> str:
    await moves.prepare_selection(j.crew["selection"], j.order)
    day_before = await j.make_contact("N-10")
    await j.clock.to(at(j.shoot_day + days(2), 13, 5))
    return f"{day_before}, {await j.make_contact('N-11')}"


@step("post-production", "PST-01, PST-04, A-25", "Photos are chosen; four more than the package are sold")
async def choose(j: Journey) -> str:
    await j.clock.to(at(j.shoot_day + days(2), 14))
    count = await moves.choose(j.crew["selection"], j.order, extra=4)
    now = await j.crew["selection"].get(f"/v1/selections/{j.order.selection_id}")
    j.demand(now["extra_photos"] == 4, f"PST-04: {now['extra_photos']} extra photos")
    j.memory.update(chosen=count, extra=now["amount"]["amount"])
    return f"{count} chosen, 4 extra for {now['amount']['amount'] // 100} yuan"


@step(
    "post-production",
    "PST-11, GEN-13",
    "Unsigned is not confirmed, lists that differ are not signed; then the customer signs",
)
async def sign(j: Journey) -> str:
    clerk, path = j.crew["selection"], f"/v1/selections/{j.order.selection_id}"
    pickup = j.shoot_day + days(30)
    await clerk.refused("POST", f"{path}/confirmation", moves.agreed(pickup), code="selection.unsigned")
    wrong = {"handwritten_count": j.memory["chosen"] - 1, **SIGNATURE}
    await clerk.refused("POST", f"{path}/signature", wrong, code="selection.lists_differ")
    await moves.sign_selection(clerk, j.order, count=j.memory["chosen"], pickup_on=pickup)
    j.memory["pickup_on"] = pickup
    return f"pickup agreed for {pickup}"


@step(
    "reception",
    "FIN-05, FIN-06, FIN-09",
    "The second sale is paid at the desk, all but one yuan; the selection clerk is the handler",
)
async def second_sale(j: Journey) -> str:
    await j.clock.settle()
    receipt = await moves.pay(
        j.crew["cashier"], j.order, "R4", j.memory["extra"] - 100, handler_id=j.crew["selection"].name
    )
    j.demand(
        receipt["handler_id"] == j.crew["selection"].name,
        "FIN-06: the handler of a selection receipt is the selection clerk",
    )
    return f"receipt {receipt['number']}, one yuan left"


@step("post-production", "PST-13", "The sheet goes to design in the hand-over book, both sides confirm")
async def hand_over_book(j: Journey) -> str:
    await j.crew["designer"].refused(
        "POST", f"{j.order.path}/layouts", {"template_name": "x", "pages": 1}, code="handover.not_accepted"
    )
    await moves.hand_to_design(j.crew, [j.order])
    return "accepted by design"


@step("post-production", "PST-16", "Retouching, then design")
async def retouch(j: Journey) -> str:
    await j.clock.to(at(j.shoot_day + days(4), 16))
    await moves.retouch_and_design(j.crew, j.order)
    return "both done"


@step(
    "post-production",
    "PST-17, N-13",
    "The layout is ready: the customer is called at once, wants a change, and approves the second round",
)
async def layout(j: Journey) -> str:
    first = await moves.present_layout(j.crew, j.order)
    await j.clock.settle()
    called = await j.make_contact("N-13")
    await j.crew["scheduler"].get(f"{j.order.path}/scheduling")
    review = await moves.make_booking(j.crew["scheduler"], j.order, "LAYOUT_REVIEW", at(j.shoot_day + days(5), 11))
    await j.clock.to(at(j.shoot_day + days(5), 11, 10))
    await j.crew["designer"].post(f"/v1/layouts/{first['id']}/changes", {"remarks": "the group picture larger, please"})
    await moves.retouch_and_design(j.crew, j.order)
    second = await moves.present_layout(j.crew, j.order)
    word = {"by_customer": True, "channel": "IN_SHOP", "pickup_on": j.memory["pickup_on"].isoformat()}
    await j.crew["designer"].post(f"/v1/layouts/{second['id']}/approval", word)
    j.demand(second["round"] == 2, f"PST-17: round {second['round']}")
    return f"{called}; review {review['starts_at']}; round 2 approved"


@step("reception", "REC-14", "The receipt prints as PDF")
async def print_receipt(j: Journey) -> str:
    receipts = await j.crew["cashier"].get("/v1/receipts", branch_id=j.crew.branch_id, order_id=j.order.order_id)
    pdf = await j.crew["cashier"].get(f"/v1/receipts/{receipts['items'][0]['id']}/print")
    j.demand(pdf[:5] == b"%PDF-", "the printed receipt is not a PDF")
    return f"{len(pdf)} bytes"
