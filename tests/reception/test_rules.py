"""Rules without a database: state × action tables and arithmetic."""

from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from services.reception.domain.check_in import STEPS, Step, StepDone, StepLeftOut, check_step
from services.reception.domain.money import (
    DEPOSIT,
    RECEIPT,
    REFUND,
    Account,
    DepositAction,
    DepositState,
    FormRefused,
    MethodRefused,
    NotesNotTested,
    ReceiptAction,
    ReceiptState,
    RefundAction,
    RefundState,
    check_form,
    check_intake,
)
from services.reception.domain.orders import (
    ORDER,
    OrderAction,
    OrderState,
    PersonsWrong,
    check_persons,
    customer_number,
    missing_for_booking,
)
from services.reception.domain.people import PhoneInvalid, Safe, name_prefixes, normal_phone
from services.reception.domain.visits import VISIT, VisitAction, VisitState, after_turn, next_receiver
from shared.contracts.reception import Category, ReceiptForm
from shared.contracts.values import Money
from shared.kit.ids import new_id
from shared.kit.states import Machine
from tests.transitions import check_transition

VISIT_TABLE = {
    ("REGISTERED", "HESITATE"): "UNDECIDED",
    ("REGISTERED", "ORDER"): "ORDERED",
    ("UNDECIDED", "HOLD"): "MANAGER_HELD",
    ("UNDECIDED", "ORDER"): "ORDERED",
    ("UNDECIDED", "COME_AGAIN"): "SECOND_VISIT",
    ("MANAGER_HELD", "HOLD"): "MANAGER_HELD",
    ("MANAGER_HELD", "FOLLOW_UP"): "FOLLOWING",
    ("MANAGER_HELD", "COME_AGAIN"): "SECOND_VISIT",
    ("MANAGER_HELD", "ORDER"): "ORDERED",
    ("MANAGER_HELD", "LOSE"): "LOST",
    ("FOLLOWING", "HOLD"): "MANAGER_HELD",
    ("FOLLOWING", "FOLLOW_UP"): "FOLLOWING",
    ("FOLLOWING", "COME_AGAIN"): "SECOND_VISIT",
    ("FOLLOWING", "ORDER"): "ORDERED",
    ("FOLLOWING", "LOSE"): "LOST",
    ("LOST", "COME_AGAIN"): "SECOND_VISIT",
}
ORDER_TABLE = {
    ("PLACED", "BOOK"): "BOOKED",
    ("PLACED", "AMEND"): "PLACED",
    ("PLACED", "CANCEL"): "CANCELLED",
    ("BOOKED", "AMEND"): "BOOKED",
    ("BOOKED", "CHECK_IN"): "CHECKED_IN",
    ("CHECKED_IN", "CHECK_IN"): "CHECKED_IN",
    ("BOOKED", "CANCEL"): "CANCELLED",
    ("CHECKED_IN", "AMEND"): "CHECKED_IN",
    ("CHECKED_IN", "SHOOT"): "SHOT",
    ("CHECKED_IN", "SELECT"): "SELECTED",
    ("CHECKED_IN", "CANCEL"): "CANCELLED",
    ("SHOT", "AMEND"): "SHOT",
    ("SHOT", "SHOOT"): "SHOT",
    ("SHOT", "SELECT"): "SELECTED",
    ("SHOT", "CANCEL"): "CANCELLED",
    ("SELECTED", "AMEND"): "SELECTED",
    ("SELECTED", "SELECT"): "SELECTED",
    ("SELECTED", "CLOSE"): "CLOSED",
    ("SELECTED", "CANCEL"): "CANCELLED",
}
MONEY_TABLE = {("ISSUED", "VOID"): "VOID"}
REFUND_TABLE = {
    ("REQUESTED", "APPROVE"): "APPROVED",
    ("REQUESTED", "REJECT"): "REJECTED",
    ("APPROVED", "PAY"): "PAID",
}
DEPOSIT_TABLE = {("TAKEN", "RETURN"): "RETURNED", ("TAKEN", "FORFEIT"): "FORFEITED"}

MACHINES = [
    pytest.param(VISIT, VisitState, VisitAction, VISIT_TABLE, id="visit"),
    pytest.param(ORDER, OrderState, OrderAction, ORDER_TABLE, id="order"),
    pytest.param(RECEIPT, ReceiptState, ReceiptAction, MONEY_TABLE, id="receipt"),
    pytest.param(REFUND, RefundState, RefundAction, REFUND_TABLE, id="refund"),
    pytest.param(DEPOSIT, DepositState, DepositAction, DEPOSIT_TABLE, id="deposit"),
]


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (99_999, "CNY", "¥999.99"),
        (159_900, "CNY", "¥1,599.00"),
        (-123_456_705, "CNY", "-¥1,234,567.05"),
        (400_000, "USD", "USD 4,000.00"),
    ],
)
def test_an_amount_is_written_in_sentences_as_on_the_desks(amount: int, currency: str, words: str) -> None:
    assert str(Money(amount=amount, currency=currency)) == words


@pytest.mark.parametrize(("machine", "states", "actions", "table"), MACHINES)
def test_every_state_and_action(
    machine: Machine[Any, Any], states: Any, actions: Any, table: dict[tuple[str, str], str]
) -> None:
    for state in states:
        for action in actions:
            check_transition(machine, state, action, table.get((state, action)))


FORMS = [
    # form, amount, total, paid before, accepted – FIN-05, A-11
    ("R1", 100, 400, 0, True),
    ("R1", 400, 400, 0, False),
    ("R1", 100, 400, 50, False),
    ("R2", 400, 400, 0, True),
    ("R2", 399, 400, 0, False),
    ("R2", 400, 400, 1, False),
    ("R3", 300, 400, 100, True),
    ("R3", 200, 400, 100, True),
    ("R3", 301, 400, 100, False),
    ("R3", 400, 400, 0, False),
    ("R4", 10, 90, 0, True),
    ("R4", 90, 90, 0, False),
    ("R4", 10, 0, 0, False),
    ("R5", 80, 90, 10, True),
    ("R5", 81, 90, 10, False),
    ("R6", 90, 90, 0, True),
    ("R6", 80, 90, 0, False),
]


@pytest.mark.parametrize(("form", "amount", "total", "paid", "accepted"), FORMS)
def test_fin_05_form_fits_what_was_paid(form: str, amount: int, total: int, paid: int, accepted: bool) -> None:
    if accepted:
        check_form(ReceiptForm(form), amount, Account(total, paid))
        return
    with pytest.raises(FormRefused):
        check_form(ReceiptForm(form), amount, Account(total, paid))


@given(
    form=st.sampled_from(["R1", "R2", "R3", "R4", "R5", "R6"]),
    amount=st.integers(1, 500),
    total=st.integers(0, 500),
    paid=st.integers(0, 500),
)
def test_fin_05_no_form_takes_more_than_is_owed(form: str, amount: int, total: int, paid: int) -> None:
    account = Account(total, min(paid, total))
    try:
        check_form(ReceiptForm(form), amount, account)
    except FormRefused:
        return
    assert amount <= account.rest


def test_fin_07_cash_is_tested_and_a_12_methods_are_the_branchs() -> None:
    check_intake("CASH", True, ["CASH"])
    check_intake("WECHAT", False, ["CASH", "WECHAT"])
    with pytest.raises(NotesNotTested):
        check_intake("CASH", False, ["CASH"])
    with pytest.raises(MethodRefused):
        check_intake("CARD", True, ["CASH"])


def test_m_43_no_step_may_be_left_out() -> None:
    done: list[str] = []
    for position, step in enumerate(STEPS):
        for other in STEPS:
            if other == step:
                continue
            with pytest.raises(StepDone if STEPS.index(other) < position else StepLeftOut):
                check_step(other, done)
        check_step(step, done)
        done.append(step.value)
    with pytest.raises(StepDone):
        check_step(Step.HAND_OVER, done)


def test_rec_02_missing_things_are_named() -> None:
    assert missing_for_booking(contact=False, receipt=False, planning_book=False) == [
        "contact",
        "receipt",
        "planning_book",
    ]
    assert missing_for_booking(contact=True, receipt=True, planning_book=True) == []


@pytest.mark.parametrize("category", list(Category))
def test_a_36_a_wedding_has_two_people(category: Category) -> None:
    check_persons(category, 2)
    for count in (0, 3) + ((1,) if category.is_wedding else ()):
        with pytest.raises(PersonsWrong):
            check_persons(category, count)


def test_sch_12_numbers_grow_after_999() -> None:
    assert customer_number("H", 2026, 999) == "H26-999"
    assert customer_number("H", 2026, 1000) == "H26-1000"


def test_gen_02_who_was_skipped_keeps_his_turn() -> None:
    turns = ["an", "bo", "cai"]
    assert next_receiver(turns, {"an"}) == "bo"
    assert after_turn(turns, "bo") == ["an", "cai", "bo"]
    assert next_receiver(turns, set(turns)) is None


@pytest.mark.parametrize("wrong", ["123", "1380013800", "138001380000", "not a number", "00000000000"])
def test_m_58_a_mobile_has_eleven_digits(wrong: str) -> None:
    with pytest.raises(PhoneInvalid):
        normal_phone(wrong)


def test_gen_08_numbers_are_sealed_per_person() -> None:
    safe, one, other = Safe(b"k" * 32), new_id(), new_id()
    sealed = safe.lock("+8613800138000", one)
    assert b"138" not in sealed
    assert safe.open(sealed, one) == "+8613800138000"
    assert sealed != safe.lock("+8613800138000", one)
    with pytest.raises(InvalidTag):
        safe.open(sealed, other)
    assert safe.mark("phone", "1") == safe.mark("phone", "1") != Safe(b"x" * 32).mark("phone", "1")


@given(st.text(max_size=60))
def test_a_name_is_found_by_itself(name: str) -> None:
    folded = " ".join(name.casefold().split())
    assert not folded or folded in name_prefixes(name)
