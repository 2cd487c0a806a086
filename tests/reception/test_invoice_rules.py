"""M-45 without a database: the table of states, whose word comes first, which slips count."""

from datetime import date
from itertools import product

import pytest

from services.reception.domain.invoices import (
    INVOICE,
    Goods,
    InvoiceAction,
    InvoiceState,
    OtherMonth,
    Slip,
    SlipNotGood,
    check_slip,
    first_state,
    goods_of,
)
from services.reception.domain.money import PACKAGE_FORMS
from shared.contracts.reception import ReceiptForm
from tests.transitions import check_transition

TABLE = {
    ("WITH_FINANCE", "PASS_ON"): "WITH_MANAGER",
    ("WITH_FINANCE", "CLEAR"): "READY",
    ("WITH_FINANCE", "REJECT"): "REJECTED",
    ("WITH_MANAGER", "ALLOW"): "READY",
    ("WITH_MANAGER", "REJECT"): "REJECTED",
    ("READY", "ISSUE"): "ISSUED",
    ("READY", "REJECT"): "REJECTED",
    ("ISSUED", "VOID"): "VOID",
}


@pytest.mark.parametrize(("state", "action"), list(product(InvoiceState, InvoiceAction)))
def test_m_45_an_invoice_moves_by_its_table_only(state: InvoiceState, action: InvoiceAction) -> None:
    check_transition(INVOICE, state, action, TABLE.get((state, action)))


@pytest.mark.parametrize(
    ("amount", "paid", "state"),
    [
        (300_000, 300_000, "READY"),
        (300_001, 300_001, "WITH_FINANCE"),  # finance first, also when nothing else is wrong
        (300_001, 100_000, "WITH_FINANCE"),
        (100_001, 100_000, "WITH_MANAGER"),
    ],
)
def test_m_45_finance_comes_first_then_the_manager(amount: int, paid: int, state: str) -> None:
    assert first_state(amount, paid, 300_000) == state


def test_m_45_only_slips_of_this_month_with_money_left_count() -> None:
    today = date(2026, 3, 31)

    def slip(day: date, left: int = 1) -> Slip:
        return Slip("R26-GG01-000001", ReceiptForm.BOOKING_FULL, day, left)

    check_slip(slip(date(2026, 3, 1)), today)
    with pytest.raises(OtherMonth):
        check_slip(slip(date(2025, 3, 31)), today)
    with pytest.raises(OtherMonth):
        check_slip(slip(date(2026, 2, 28)), today)
    with pytest.raises(SlipNotGood):
        check_slip(slip(today, left=0), today)


def test_m_45_goods_are_what_the_receipts_show() -> None:
    forms = [ReceiptForm.SELECTION_FULL, ReceiptForm.PACKAGE_BALANCE]
    assert goods_of(forms, PACKAGE_FORMS) == [Goods.PACKAGE, Goods.SELECTION]
