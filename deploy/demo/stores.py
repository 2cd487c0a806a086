"""What departments use up, on the shelf and asked for (MGT-06), and a bag that is kept for the day (M-37)."""

from __future__ import annotations

from datetime import date

from deploy.demo.crew import Crew

SHELF: tuple[tuple[str, str, str, str, int, int, int], ...] = (
    ("consultant1", "RECEPTION", "订单表格纸 Order forms", "包 pack", 6, 4, 2),
    ("consultant1", "RECEPTION", "纸杯 Paper cups", "条 sleeve", 12, 5, 4),
    ("makeup1", "MAKE_UP", "化妆棉 Cotton pads", "盒 box", 9, 6, 7),
    ("makeup1", "MAKE_UP", "卸妆水 Make-up remover", "瓶 bottle", 8, 3, 2),
    ("makeup1", "MAKE_UP", "假睫毛 False lashes", "对 pair", 40, 10, 12),
    ("photographer1", "PHOTOGRAPHY", "背景纸 Backdrop paper", "卷 roll", 5, 2, 1),
    ("retoucher", "POST_PRODUCTION", "相纸 Photo paper", "盒 box", 4, 3, 2),
    ("pickup", "PICKUP", "包装袋 Carrier bags", "只 piece", 120, 50, 30),
    ("service", "CUSTOMER_SERVICE", "信封 Envelopes", "包 pack", 3, 1, 1),
)
"""Who answers for it, department, name, unit, in stock, minimum, taken this month."""

PURCHASES: tuple[tuple[str, str, int, int], ...] = (
    ("makeup1", "卸妆水 Make-up remover", 6, 3_800),
    ("makeup1", "化妆棉 Cotton pads", 20, 1_200),
    ("retoucher", "相纸 Photo paper", 10, 9_600),
)
"""Who asks, for what, how many, at how many fen each; the first one is bought, the last goes beyond the budget."""

BUDGETS = (("MAKE_UP", 60_000), ("POST_PRODUCTION", 50_000), ("RECEPTION", 30_000))


async def use_up(crew: Crew, today: date) -> None:
    """A month of consumables: some low, two requests before the manager, one purchase half here."""
    manager = crew["manager"]
    for department, fen in BUDGETS:
        path = f"/v1/supply-budgets/{crew.branch_id}/{department}/{today:%Y-%m}"
        await manager.put(path, {"amount": {"amount": fen, "currency": "CNY"}}, version='"0"')
    ids: dict[str, str] = {}
    for name, department, item, unit, stock, minimum, taken in SHELF:
        body = {"branch_id": crew.branch_id, "department": department, "name": item, "unit": unit}
        made = await crew[name].post("/v1/supplies", body | {"stock": stock, "minimum": minimum})
        ids[item] = made["id"]
        use = {"quantity": taken, "purpose": "本月用量 Used this month"}
        await crew[name].post(f"/v1/supplies/{made['id']}/takings", use)
    for number, (name, item, quantity, fen) in enumerate(PURCHASES):
        wish = {"supply_id": ids[item], "quantity": quantity, "price": {"amount": fen, "currency": "CNY"}}
        asked = await crew[name].post("/v1/purchases", wish | {"reason": "库存不足 Running low"})
        if number == 0:
            await manager.post(f"/v1/purchases/{asked['id']}/approval", {})
            await crew[name].post(f"/v1/purchases/{asked['id']}/arrivals", {"quantity": 4})


async def keep_a_bag(crew: Crew) -> None:
    """Somebody who is here today has left a bag at the counter (M-37)."""
    clerk = crew["consultant1"]
    places = await clerk.get(f"/v1/storage-places/{crew.branch_id}")
    free = [place["number"] for place in places["lockers"] if place["order_id"] is None]
    orders = (await clerk.get("/v1/orders", branch_id=crew.branch_id, limit=1))["items"]
    if free and orders:
        bag = {"locker": free[-1], "contents": "蓝色背包，毛衣 Blue backpack, a jumper"}
        await clerk.post(f"/v1/orders/{orders[0]['id']}/stored-belongings", bag)
