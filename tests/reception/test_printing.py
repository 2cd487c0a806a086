"""Receipts on paper."""

from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from sqlmodel import select

from services.reception.models import RevealLog
from services.reception.printing import FONT, Paper, render
from services.reception.service.papers import METHODS, OBJECTS, TITLES
from tests.reception.conftest import Desk, cny


async def test_rec_14_a_receipt_prints_as_pdf_and_the_reveal_is_logged(desk: Desk) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    issued = await desk.send("GET", f"/receipts/{receipt['id']}/print", expect=200)
    assert issued.headers["content-type"] == "application/pdf"
    assert issued.content.startswith(b"%PDF-")
    await desk.post(f"/receipts/{receipt['id']}/void", {"reason": "miswritten"})
    void = await desk.send("GET", f"/receipts/{receipt['id']}/print", expect=200)
    assert len(void.content) > len(issued.content)
    async with desk.service.session() as session:
        reasons = {row.reason for row in (await session.exec(select(RevealLog))).all()}
    assert reasons == {"printed R26-GG01-000001"}


async def test_fin_01_a_deposit_has_a_paper_of_its_own(desk: Desk) -> None:
    order = await desk.order()
    lent = {"object": "KEY", "object_number": "K1", "amount": cny(50), "method": "WECHAT"}
    deposit = await desk.post(f"/orders/{order['id']}/deposits", lent)
    paper = await desk.send("GET", f"/deposits/{deposit['id']}/print", expect=200)
    assert paper.content.startswith(b"%PDF-")


def test_every_printed_word_has_glyphs_also_without_installed_fonts() -> None:
    with TTFont(FONT) as font:
        known = set(font.getBestCmap())
    words = [*METHODS.values(), *OBJECTS.values(), *(word for title in TITLES.values() for word in title)]
    source = (
        Path("services/reception/service/papers.py").read_text() + Path("services/reception/printing.py").read_text()
    )
    missing = {sign for sign in source + "".join(words) if sign.isprintable() and ord(sign) not in known}
    assert not missing


def test_long_names_stay_on_the_paper() -> None:
    long = "王" * 300
    paper = Paper("影楼", ("收据", "Receipt"), "R26-GG01-000001", (("姓名", "Name", long),), (), void=True)
    printed = render(paper)
    assert printed.startswith(b"%PDF-")
    assert b"/OpenAction <</S /Named /N /Print>>" in printed  # it asks to be printed when it is opened
