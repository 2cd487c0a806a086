"""Figures: medians, ratios run by run, verdicts, and the document made of them."""

import asyncio

import pytest

from deploy.bench import report
from deploy.bench.figures import Figure, Target
from deploy.bench.load import Client, Unexpected, closed_loop, percentile, steadily

WHERE = report.Circumstances("a machine, 2 cores", "abc1234", "2026-11-26 10:00 UTC", "0.3 waiting")


def figure(**more: object) -> Figure:
    values: dict[str, object] = {"values": [10.0, 30.0, 20.0], "limits": [100.0, 100.0, 400.0], "limit": "pgbench"}
    return Figure("S1", "orders", "orders/s", **(values | more))  # type: ignore[arg-type]


def test_each_run_is_compared_with_the_limit_beside_it() -> None:
    assert (figure().value, figure().ratio) == (20.0, 0.1)


def test_a_target_speaks_of_the_ratio_or_of_the_value() -> None:
    assert figure(target=Target(at_least=0.09), of_ratio=True).holds
    assert not figure(target=Target(at_most=5)).holds
    assert figure().holds is None


def test_the_document_says_what_does_not_hold() -> None:
    text = report.markdown([figure(target=Target(at_most=5))], WHERE, {"S1": 12.0})
    assert "| S1 | orders | 20.0 orders/s | 100 (pgbench) | 0.1 | ≤ 5.00 | **no** |" in text
    assert "- S1: orders: 20.0 orders/s" in text
    assert "abc1234" in text


def test_nothing_measured_is_no_figure() -> None:
    with pytest.raises(Unexpected):
        percentile([], 0.5)


async def test_a_load_counts_what_was_finished() -> None:
    done: list[int] = []

    async def work() -> None:
        await asyncio.sleep(0)
        done.append(1)

    pace = await closed_loop([work, work], 0.02)
    assert len(pace.times) == len(done)
    steady = await steadily([work], per_second=200, seconds=0.05)
    assert len(steady.times) == 10


async def test_a_client_comes_again_when_a_busy_system_told_it_to() -> None:
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in (
            b"503 Busy\r\nRetry-After: 0\r\nContent-Length: 2\r\n\r\n{}",
            b"200 OK\r\nContent-Length: 1\r\n\r\n7",
        ):
            asked.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(b"HTTP/1.1 " + answer)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with Client(f"http://127.0.0.1:{port}", {}) as client:
            assert await client.done("GET", "/", Idempotency_Key="one") == 7
            assert client.refused == 1
    assert asked[0] == asked[1]
