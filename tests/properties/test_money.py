"""P6: money adds up after every step, whatever people do in whatever order (FIN-01 … FIN-13, M-39, M-62, M-77)."""

from collections import defaultdict
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlalchemy import text

from shared.kit.testing import MovableClock
from tests.properties.books import Books, Paper, Wish
from tests.properties.driving import Driven, drive
from tests.properties.profiles import LONG, examples
from tests.reception.conftest import CASHIER, CLERK, MANAGER, OWNER, Desk, confirmed, shot
from tests.reception.conftest import desk as desk
from tests.reception.services import service_of

PRICES = (100, 3999, 5000)
FORMS = ("R1", "R2", "R3", "R4", "R5", "R6")
METHODS = ("CASH", "WECHAT")


class Till(Driven):
    """One order at the counter; days pass, everybody does what they please."""

    desk: ClassVar[Desk]
    at: ClassVar[MovableClock]
    packages: ClassVar[dict[int, str]]
    people: ClassVar[list[str]]
    service: ClassVar[str]
    cash: ClassVar[dict[str, int]] = defaultdict(int)
    day_closed: ClassVar[str] = ""

    @initialize(price=st.sampled_from(PRICES))
    def place(self, price: int) -> None:
        """A customer orders a package."""
        self.books = Books(price * 100)
        self.state, self.cleared, self.highest = "PLACED", False, 0
        self.new_day()
        order = self.wait(self.desk.order(people=self.people, package_id=self.packages[price]))
        self.id, self.path = str(order["id"]), f"/orders/{order['id']}"

    def new_day(self) -> None:
        """The next morning, when today was signed."""
        if Till.day_closed == self.today:
            self.at.move(days=1)

    @property
    def today(self) -> str:
        return (self.at.now + timedelta(hours=8)).date().isoformat()

    def ask(self, path: str, body: dict[str, Any] | None = None, *, who: str = CASHIER) -> tuple[int, dict[str, Any]]:
        """A request and its answer; never a fault of ours."""
        answer = self.wait(self.desk.send("POST", path, body, who=who))
        assert answer.status_code < 500, answer.text
        return answer.status_code, answer.json()

    @property
    def shut(self) -> bool:
        return Till.day_closed == self.today

    # -- taking money -------------------------------------------------------------------------------------------

    @rule(form=st.sampled_from(FORMS), share=st.sampled_from([1, 2, 3]), method=st.sampled_from(METHODS))
    def pay(self, form: str, share: int, method: str) -> None:
        """All, half or a third of what a part still costs, on whatever form."""
        account = "package" if form in ("R1", "R2", "R3") else "selection"
        amount = max((self.books.total(account) - self.books.paid[account]) // share, 1)
        money = {"amount": amount, "currency": "CNY"}
        body = {"form": form, "amount": money, "method": method, "note_tested": True, "handler_id": CLERK}
        status, answer = self.ask(f"{self.path}/payments", body)
        numbered = account == "package" or self.state in ("CHECKED_IN", "SELECTED", "CANCELLED_LATE")
        expected = self.books.fits(form, amount) and not self.shut and numbered
        assert (status == 201) == expected, (form, amount, answer)
        if status == 201:
            assert answer["already_paid"]["amount"] == self.books.paid[account]
            self.books.paid[account] += amount
            self.books.receipts.append(Paper(answer["id"], answer["number"], account, amount, method, self.today))
            Till.cash[self.today] += amount if method == "CASH" else 0

    @precondition(lambda self: self.books.receipts)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        """作废: the number stays; not of a signed day, not with money gone back, not while a pickup runs."""
        receipt = data.draw(st.sampled_from(self.books.receipts))
        status, answer = self.ask(f"/receipts/{receipt.id}/void", {"reason": "miswritten"})
        spoken_for = self.books.free(receipt) < receipt.amount
        closed = receipt.day <= Till.day_closed
        expected = not (receipt.void or spoken_for or self.cleared or closed)
        assert (status == 200) == expected, answer
        if status == 200:
            receipt.void = True
            self.books.paid[receipt.account] -= receipt.amount
            Till.cash[receipt.day] -= receipt.amount if receipt.method == "CASH" else 0

    # -- giving money back --------------------------------------------------------------------------------------

    @precondition(lambda self: self.books.receipts)
    @rule(data=st.data(), share=st.sampled_from([1, 2, 3]), lowers=st.booleans(), too_much=st.booleans())
    def ask_back(self, data: st.DataObject, share: int, lowers: bool, too_much: bool) -> None:
        """Part of a receipt, or more than it holds."""
        receipt = data.draw(st.sampled_from(self.books.receipts))
        amount = max(self.books.free(receipt) // share, 1) + (1 if too_much else 0)
        body = {
            "order_id": self.id, "receipt_number": receipt.number, "reason": "asked", "lowers_price": lowers,
            "amount": {"amount": amount, "currency": "CNY"},
        }  # fmt: skip
        status, answer = self.ask("/refund-requests", body, who=OWNER)
        assert (status == 201) == (not receipt.void and amount <= self.books.free(receipt)), answer
        if status == 201:
            self.books.refunds.append(Wish(answer["id"], receipt, amount, lowers))

    @precondition(lambda self: self.books.refunds)
    @rule(data=st.data(), who=st.sampled_from([OWNER, MANAGER]))
    def approve(self, data: st.DataObject, who: str) -> None:
        """A second person's word."""
        wish = data.draw(st.sampled_from(self.books.refunds))
        status, answer = self.ask(f"/refunds/{wish.id}/approval", who=who)
        expected = wish.state == "REQUESTED" and wish.cancellation is None and who != OWNER
        assert (status == 200) == expected, answer
        if status == 200:
            wish.state = "APPROVED"

    @precondition(lambda self: self.books.refunds)
    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        """The till pays out."""
        wish = data.draw(st.sampled_from(self.books.refunds))
        status, answer = self.ask(f"/refunds/{wish.id}/payout", {})
        account = wish.receipt.account
        rest = self.books.total(account) - self.books.paid[account]
        raised = max(rest + wish.amount, 0) - max(rest, 0)
        concession = wish.lowers or self.books.cancelled
        raises = not self.books.cancelled and (not wish.lowers or raised < wish.amount)
        expected = wish.state == "APPROVED" and not self.shut and not (self.cleared and raises)
        assert (status == 200) == expected, answer
        if status == 200:
            wish.state = "PAID"
            wish.receipt.refunded += wish.amount
            self.books.paid[account] -= wish.amount
            if concession and not self.books.cancelled:
                self.books.conceded[account] += raised
            Till.cash[self.today] -= wish.amount if wish.receipt.method == "CASH" else 0

    # -- the order ----------------------------------------------------------------------------------------------

    @rule(price=st.sampled_from(PRICES))
    def amend(self, price: int) -> None:
        """Another package."""
        tag = self.wait(self.desk.send("GET", self.path)).headers["etag"]
        body = {"note": "changed their mind", "package_id": self.packages[price]}
        answer = self.wait(self.desk.send("POST", f"{self.path}/amendments", body, headers={"If-Match": tag}))
        assert answer.status_code < 500, answer.text
        raises = price * 100 > self.books.price
        fits = price * 100 >= self.books.conceded["package"]
        expected = not self.books.cancelled and fits and not (raises and self.cleared)
        assert (answer.status_code == 201) == expected, answer.text
        if expected:
            self.books.price = price * 100

    @precondition(lambda self: self.state == "PLACED" and self.books.balance == 0 and self.books.receipts)
    @rule()
    def check_in(self) -> None:
        """Booked and handed over for the shoot, with a customer number."""
        if not any(not receipt.void for receipt in self.books.receipts):
            return
        self.wait(self._check_in())
        self.state = "CHECKED_IN"

    async def _check_in(self) -> None:
        await self.desk.plan(self.id)
        await self.desk.post(f"{self.path}/booking")
        path = f"{self.path}/check-in"
        await self.desk.post(path, {"booking_id": self.id})
        for step in ("PACKAGE_CHECKED", "BALANCE", "NUMBER"):
            await self.desk.post(f"{path}/{step}")
        for step in ("LOCKER", "MAKEUP_BOX"):
            await self.desk.post(f"{path}/{step}", {"declined_reason": "brought none"})
        await self.desk.post(f"{path}/HAND_OVER", {"to_staff_id": CLERK})

    @precondition(lambda self: self.state == "CHECKED_IN")
    @rule(extra=st.sampled_from([0, 500, 1200]), times=st.sampled_from([1, 2]))
    def select(self, extra: int, times: int) -> None:
        """The selection is confirmed, and heard of once or twice."""
        sale = confirmed(self.id, yuan=extra, selection_id=UUID(self.id))
        self.wait(self.desk.service.deliver(shot(self.id), sale, times=times))
        self.state, self.books.extra = "SELECTED", extra * 100

    @rule(count=st.sampled_from([1, 3]))
    def agree_to_a_service(self, count: int) -> None:
        """An extra service is taken down, dispatched and taken; the customer confirms its price (M-23)."""
        at = (self.at.now + timedelta(hours=1)).isoformat()
        body = {"service_id": self.service, "quantity": count, "appointed_at": at}
        status, work = self.ask(f"{self.path}/work-orders", body)
        assert (status == 201) == (not self.books.cancelled), work
        if status != 201:
            return
        path = f"/work-orders/{work['id']}"
        dispatched = self.desk.send(
            "POST", f"{path}/dispatch", {"worker_id": CLERK}, who=CASHIER, headers={"If-Match": f'"{work["version"]}"'}
        )
        assert self.wait(dispatched).status_code == 200
        assert self.ask(f"{path}/taking", who=CLERK)[0] == 200
        status, answer = self.ask(f"{path}/start", {"confirmed_by": "李娜"}, who=CLERK)
        assert (status == 200) == (not self.cleared), answer
        if status == 200:
            self.books.services[work["id"]] = answer["amount"]["amount"]

    @precondition(lambda self: self.books.services and not self.books.cancelled)
    @rule(data=st.data(), charged=st.booleans())
    def end_a_service(self, data: st.DataObject, charged: bool) -> None:
        """It goes wrong; the manager ends it with its price or without (M-25)."""
        work = data.draw(st.sampled_from(sorted(self.books.services)))
        if self.ask(f"/work-orders/{work}/escalation", {"reason": "crooked"}, who=CLERK)[0] == 409:
            return
        status, answer = self.ask(
            f"/work-orders/{work}/settlement", {"finding": "ours", "charged": charged}, who=MANAGER
        )
        assert status == 200, answer
        if not charged:
            self.books.waive(work)

    @rule()
    def clear_for_pickup(self) -> None:
        """The gate asks; reception signs only when nothing is owed (FIN-11)."""
        status, answer = self.ask(f"{self.path}/clearances", {"gate": "PICKUP"})
        assert (status == 201) == (self.state == "SELECTED" and self.books.balance <= 0), answer
        if status == 201:
            self.cleared, self.highest = True, max(self.books.balance, 0)

    @precondition(lambda self: self.cleared)
    @rule()
    def let_the_clearance_run_out(self) -> None:
        """A minute passes."""
        ended = "UPDATE clearance SET expires_at = now() - interval '1 second' WHERE order_id = :id RETURNING id"
        self.wait(self.sql(ended))
        self.cleared = False

    @precondition(lambda self: self.books.cancellation is None)
    @rule(data=st.data(), back=st.booleans())
    def ask_to_cancel(self, data: st.DataObject, back: bool) -> None:
        """The customer wants out, with money back of one receipt or without."""
        lines = []
        receipt = data.draw(st.sampled_from(self.books.receipts)) if back and self.books.receipts else None
        if receipt is not None and not receipt.void and (free := self.books.free(receipt)):
            lines = [{"receipt_number": receipt.number, "amount": {"amount": free, "currency": "CNY"}}]
        body = {"reason": "separated", "refunds": lines}
        status, answer = self.ask(f"{self.path}/cancellation-requests", body, who=OWNER)
        assert (status == 201) == (not self.books.cancelled), answer
        if status == 201:
            self.books.cancellation = answer["id"]
            if lines and receipt is not None:
                wish = Wish(answer["refund_ids"][0], receipt, free, lowers=False, cancellation=answer["id"])
                self.books.refunds.append(wish)

    @precondition(lambda self: self.books.cancellation is not None)
    @rule(yes=st.booleans())
    def decide_on_cancelling(self, yes: bool) -> None:
        """The manager decides."""
        word = "approval" if yes else "rejection"
        status, answer = self.ask(f"/cancellations/{self.books.cancellation}/{word}", who=MANAGER)
        assert status == 200, answer
        for wish in self.books.refunds:
            if wish.cancellation == self.books.cancellation and wish.state == "REQUESTED":
                wish.state = "APPROVED" if yes else "REJECTED"
        self.books.cancellation = None
        if yes:
            self.books.cancelled = True
            self.state = "CANCELLED_LATE" if self.state in ("CHECKED_IN", "SELECTED") else "CANCELLED"

    # -- the day ------------------------------------------------------------------------------------------------

    @rule()
    def close_the_day(self) -> None:
        """Counted by one, signed by another; what is counted is what the books say (FIN-13)."""
        if self.shut:
            self.at.move(days=1)
            return
        path = f"/days/GG01/{self.today}"
        start = self.wait(self.desk.get(path))
        cash = start["report"]["computed_cash"]["amount"]
        opening = start["report"]["float_start"]["amount"]
        assert cash - opening == Till.cash[self.today]
        nothing = {"amount": 0, "currency": "CNY"}
        counted = {
            "counted_cash": {"amount": max(cash, 0), "currency": "CNY"},
            "float_left": nothing,
            "note": "counted",
        }
        self.wait(self.desk.post(f"{path}/close", counted, who=CASHIER))
        self.wait(self.desk.post(f"{path}/signature", who=MANAGER))
        Till.day_closed = self.today

    # -- what always holds --------------------------------------------------------------------------------------

    async def sql(self, statement: str) -> list[Any]:
        async with self.desk.service.session() as session:
            return list((await session.execute(text(statement), {"id": UUID(self.id)})).all())

    @invariant()
    def the_order_shows_what_the_books_say(self) -> None:
        """Totals, payments and balance are those of the model, and the last fact told says so too."""
        row = self.wait(
            self.sql(
                "SELECT package_total, package_paid, selection_total, selection_paid, balance_version, state "
                "FROM studio_order WHERE id = :id"
            )
        )[0]
        books = self.books
        assert (row.package_paid, row.selection_paid) == (books.paid["package"], books.paid["selection"])
        assert (row.package_total, row.selection_total) == (books.total("package"), books.total("selection"))
        told = self.wait(
            self.sql(
                "SELECT (envelope->'data'->>'version')::int AS version, "
                "(envelope->'data'->'balance'->>'amount')::bigint AS balance FROM outbox "
                "WHERE subject = CAST(CAST(:id AS uuid) AS text) "
                "AND type = 'studio.order.balance_changed.v1' ORDER BY id"
            )
        )
        assert [fact.version for fact in told] == list(range(1, row.balance_version + 1))
        assert told[-1].balance == books.balance

    @invariant()
    def money_is_where_its_receipts_are(self) -> None:
        """What is paid is what valid receipts say less what went back; no receipt gives more than it holds."""
        for account, paid in self.books.paid.items():
            papers = [paper for paper in self.books.receipts if paper.account == account and not paper.void]
            assert paid == sum(paper.amount - paper.refunded for paper in papers)
        rows = self.wait(self.sql("SELECT number, state, amount, refunded FROM receipt WHERE order_id = :id"))
        known = {p.number: ("VOID" if p.void else "ISSUED", p.amount, p.refunded) for p in self.books.receipts}
        assert {row.number: (row.state, row.amount, row.refunded) for row in rows} == known
        assert all(0 <= row.refunded <= row.amount for row in rows)

    @invariant()
    def receipt_numbers_have_no_gaps(self) -> None:
        """FIN-02, P8: every number up to the highest exists, void or not."""
        gaps = self.wait(
            self.sql(
                "SELECT year, count(*), max(sequence) FROM receipt WHERE CAST(:id AS uuid) IS NOT NULL "
                "GROUP BY branch_id, year HAVING count(*) <> max(sequence)"
            )
        )
        assert gaps == []

    @invariant()
    def nothing_is_owed_behind_an_open_gate(self) -> None:
        """FIN-11: while a pickup clearance runs, the balance does not rise."""
        assert not self.cleared or self.books.balance <= self.highest

    @invariant()
    def a_cancelled_order_owes_nothing(self) -> None:
        """What it does not give back it has earned."""
        assert not self.books.cancelled or self.books.balance <= 0


@pytest.mark.timeout(7200 if LONG else 180)
async def test_money_adds_up(desk: Desk, at: MovableClock) -> None:
    """In every run a few ways through the shop, in the long profile 2,000 of 50 steps."""
    Till.desk, Till.at, Till.day_closed = desk, at, ""
    Till.cash = defaultdict(int)
    Till.packages = {price: await desk.package(price=price) for price in PRICES}
    Till.service = await service_of(desk)
    Till.people = [await desk.person(), await desk.person(name="王强", phone=None)]
    await drive(Till, examples(8, 2000, steps=50 if LONG else 30))
