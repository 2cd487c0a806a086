"""The bench measures the product as it is: pgbench runs what an order sends, and the load is counted."""

from pathlib import Path

import pytest

from deploy.bench import laptop, orders
from deploy.bench.ground import Ground
from deploy.bench.plan import QUICK
from tests.house import House

pytestmark = pytest.mark.timeout(300)


async def test_an_order_is_measured_beside_its_own_statements(house: House, tmp_path: Path) -> None:
    ground = Ground(house.system.home)
    await ground.open_desks()
    del ground.desks[:-1]  # the stories happen at the first branch, and are left alone
    scripts = await orders.catch(ground, tmp_path)
    for script in scripts:
        text = script.read_text()
        written = ("studio_order", "order_person", "receipt", "outbox", "idempotency_key", "counter")
        assert [table for table in written if f"INSERT INTO {table} " not in text] == []
        assert text.count("set_config('studio.branches'") == text.count("COMMIT") == 2
    paces = [await orders.run(ground, 2, 0.3, through=through) for through in (True, False)]
    assert min(pace.rate for pace in paces) > 0
    assert await orders.limit(ground, scripts, 2, 1.0) > 0
    await house.clock.settle()


async def test_memory_of_everything_is_counted(house: House) -> None:
    ground = Ground(house.system.home, starts=[1.0])
    memory, _start = await laptop.measure(ground, QUICK)
    assert len(memory.notes) == 8
    assert 0.1 < memory.value < 3
