"""Invoices: for what was sold, this month, agreed to where it must be, never altered, numbers without gaps (M-45)."""

import asyncio
from contextlib import suppress
from typing import Any

from services.reception.domain.invoices import SERIES
from services.reception.service.numbers import next_number
from shared.contracts.reception import InvoiceDecided, InvoiceIssued, InvoiceRequested, InvoiceVoided
from shared.kit.testing import MovableClock
from tests.reception.conftest import CASHIER, CLERK, MANAGER, OWNER, Desk, cny

DIRECTOR = "he.director"


def wanted(yuan: int, *receipts: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An invoice for a person, with the slips taken back."""
    numbers = [receipt["number"] for receipt in receipts]
    body = {"buyer": "PERSON", "title": "李娜", "amount": cny(yuan), "receipt_numbers": numbers}
    return body | {"slips_collected": True} | more


async def paid_order(desk: Desk, yuan: int = 1000, **more: Any) -> tuple[str, dict[str, Any]]:
    """An order and the path its invoices are written at, with its first receipt."""
    order = await desk.order(people=[await desk.person()], category="FAMILY", **more)
    return f"/orders/{order['id']}/invoices", await desk.pay(order["id"], "R1", yuan)


async def test_m_45_an_invoice_names_what_the_receipts_show_and_todays_date(desk: Desk) -> None:
    path, slip = await paid_order(desk)
    company = {"buyer": "COMPANY", "title": "某某公司", "tax_number": "91310000MA1K12345X"}
    invoice = await desk.post(path, wanted(1000, slip, **company), who=CASHIER)
    assert (invoice["number"], invoice["state"], invoice["issued_by"]) == ("I26-GG01-000001", "ISSUED", CASHIER)
    assert (invoice["goods"], invoice["issued_on"]) == (["PACKAGE"], slip["business_day"])
    paper = await desk.send("GET", f"/invoices/{invoice['id']}/print", expect=200)
    assert paper.content.startswith(b"%PDF-")
    [told] = await desk.service.published(InvoiceIssued)
    assert (told.invoice_number, told.amount.amount) == ("I26-GG01-000001", 100_000)
    assert "某某公司" not in told.model_dump_json()


async def test_m_45_slips_are_collected_and_a_company_has_its_tax_number(desk: Desk) -> None:
    path, slip = await paid_order(desk)
    assert await desk.refused("POST", path, wanted(1000, slip, slips_collected=False)) == "invoice.slip_not_collected"
    assert await desk.refused("POST", path, wanted(1000, slip, buyer="COMPANY")) == "invoice.tax_number_wrong"
    dated = await desk.send("POST", path, wanted(1000, slip, issued_on="2026-01-01"))
    assert dated.status_code == 422  # nobody types the date


async def test_m_45_above_the_receipts_only_with_a_managers_word_and_never_above_what_was_sold(desk: Desk) -> None:
    path, slip = await paid_order(desk, price=2000)
    assert await desk.refused("POST", path, wanted(2001, slip)) == "invoice.nothing_sold"
    asked = await desk.post(path, wanted(1500, slip), who=CASHIER)
    assert (asked["state"], asked["number"]) == ("WITH_MANAGER", None)
    at = f"/invoices/{asked['id']}"
    assert await desk.refused("POST", f"{at}/issue", who=CASHIER) == "state.transition_refused"
    assert await desk.refused("POST", f"{at}/approval", who=CASHIER) == "approval.by_requester"
    assert (await desk.post(f"{at}/approval", who=MANAGER))["state"] == "READY"
    written = await desk.post(f"{at}/issue", who=CASHIER)
    assert (written["state"], written["decided_by"]) == ("ISSUED", MANAGER)
    assert [told.amount.amount for told in await desk.service.published(InvoiceRequested)] == [150_000]


async def test_m_45_above_three_thousand_finance_comes_first(desk: Desk) -> None:
    path, slip = await paid_order(desk, 3001)
    asked = await desk.post(path, wanted(3500, slip), who=CASHIER)
    at = f"/invoices/{asked['id']}"
    assert await desk.refused("POST", f"{at}/approval", who=MANAGER) == "state.transition_refused"
    assert (await desk.post(f"{at}/finance-approval", who=DIRECTOR))["state"] == "WITH_MANAGER"
    assert (await desk.post(f"{at}/approval", who=MANAGER))["state"] == "READY"
    other, second = await paid_order(desk, 3001)
    covered = await desk.post(other, wanted(3001, second), who=CASHIER)
    assert (await desk.post(f"/invoices/{covered['id']}/finance-approval", who=DIRECTOR))["state"] == "READY"
    waiting = await desk.get("/invoices", params={"branch_id": "GG01", "state": ["WITH_FINANCE", "WITH_MANAGER"]})
    assert waiting["items"] == []
    told = await desk.service.published(InvoiceDecided)
    assert [(fact.decided_by, fact.approved) for fact in told] == [(DIRECTOR, True), (MANAGER, True), (DIRECTOR, True)]


async def test_m_45_a_receipt_is_invoiced_once_and_stays_while_the_invoice_stands(desk: Desk) -> None:
    path, slip = await paid_order(desk)
    invoice = await desk.post(path, wanted(600, slip), who=CASHIER)
    assert await desk.refused("POST", path, wanted(100, slip)) == "invoice.slip_invoiced"
    void_slip = (f"/receipts/{slip['id']}/void", {"reason": "miswritten"})
    assert await desk.refused("POST", *void_slip, who=MANAGER) == "invoice.slip_invoiced"
    back = {"order_id": slip["order_id"], "receipt_number": slip["number"], "amount": cny(5), "reason": "asked"}
    refund = await desk.post("/refund-requests", back, who=OWNER)
    await desk.post(f"/refunds/{refund['id']}/approval", who=MANAGER)
    assert await desk.refused("POST", f"/refunds/{refund['id']}/payout", who=CASHIER) == "invoice.slip_invoiced"
    wrong = {"reason": "wrong title", "both_copies": True}
    await desk.post(f"/invoices/{invoice['id']}/void", wrong, who=CASHIER)
    await desk.post(f"/refunds/{refund['id']}/payout", who=CASHIER)
    anew = await desk.post(path, wanted(995, slip), who=CASHIER)
    assert (anew["number"], anew["paid"]) == ("I26-GG01-000002", cny(995))


async def test_m_45_a_wrong_invoice_is_voided_with_both_copies_and_keeps_its_number(desk: Desk) -> None:
    path, slip = await paid_order(desk)
    invoice = await desk.post(path, wanted(1000, slip))
    at = f"/invoices/{invoice['id']}/void"
    assert await desk.refused("POST", at, {"reason": "wrong title"}) == "invoice.copies_missing"
    void = await desk.post(at, {"reason": "wrong title", "both_copies": True}, who=MANAGER)
    assert (void["number"], void["state"], void["voided_by"]) == (invoice["number"], "VOID", MANAGER)
    assert [void[name] == invoice[name] for name in ("title", "amount", "issued_on")] == [True] * 3
    assert len(await desk.service.published(InvoiceVoided)) == 1
    again = await desk.refused("POST", at, {"reason": "twice", "both_copies": True})
    assert again == "state.transition_refused"


async def test_m_45_an_invoice_is_written_in_the_month_of_its_receipts(desk: Desk, at: MovableClock) -> None:
    path, slip = await paid_order(desk, price=2000)
    asked = await desk.post(path, wanted(1500, slip), who=CASHIER)
    await desk.post(f"/invoices/{asked['id']}/approval", who=MANAGER)
    at.move(days=31)
    assert await desk.refused("POST", f"/invoices/{asked['id']}/issue") == "invoice.other_month"
    assert (await desk.post(f"/invoices/{asked['id']}/rejection", who=MANAGER))["state"] == "REJECTED"
    assert await desk.refused("POST", path, wanted(100, slip)) == "invoice.other_month"


async def test_m_45_numbers_have_no_gaps_under_concurrent_writers_and_rollbacks(desk: Desk) -> None:
    written = [await paid_order(desk) for _ in range(5)]

    async def write(path: str, slip: dict[str, Any]) -> None:
        for _ in range(2):
            await desk.refused("POST", path, wanted(9999, slip))
            with suppress(ZeroDivisionError):
                async with desk.service.session() as session:
                    await next_number(session, "GG01", SERIES, "2026")
                    raise ZeroDivisionError(path)
            invoice = await desk.post(path, wanted(10, slip), who=CLERK)
            await desk.post(f"/invoices/{invoice['id']}/void", {"reason": "wrong", "both_copies": True})

    await asyncio.gather(*(write(path, slip) for path, slip in written))
    listed = (await desk.get("/invoices", params={"limit": 200}))["items"]
    assert sorted(row["number"] for row in listed) == [f"I26-GG01-{n:06d}" for n in range(1, 11)]
