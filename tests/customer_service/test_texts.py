"""Own words in the place of the built-in ones: versions, places, placeholders (REC-03, CS-10)."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services.customer_service.domain.templates import PlaceholderBroken, PlaceholderUnknown, templates
from shared.kit.auth import Principal
from shared.kit.db import ALL_BRANCHES
from shared.kit.testing import ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, FakeReception, booked, booking, contacts, local

PATH = "/v1/message-templates/n06_confirm_shoot"
HEAD_OFFICE = principal(branches=ALL_BRANCHES)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("{nobody}", PlaceholderUnknown),
        ("{when.year}", PlaceholderUnknown),
        ("{0}", PlaceholderUnknown),
        ("{}", PlaceholderBroken),
        ("{when:>999999999}", PlaceholderBroken),
        ("{when!r}", PlaceholderBroken),
        ("half a {when", PlaceholderBroken),
    ],
)
def test_own_words_name_only_what_their_rule_provides(words: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        templates()["n06_confirm_shoot"].with_words(words, "x")


def test_the_built_in_words_pass_their_own_check() -> None:
    for template in templates().values():
        if template.own_words:
            assert template.with_words(template.zh, template.en) == template


async def put(
    cs: ServiceUnderTest, zh: str, *, branch: str | None = BRANCH, version: int = 0, who: Principal | None = None
) -> Any:
    async with cs.client(who) as client:
        body = {"branch_id": branch, "zh": zh, "en": "See you at {when}."}
        return await client.put(PATH, json=body, headers={"If-Match": f'"{version}"'})


async def script(cs: ServiceUnderTest) -> str:
    (one,) = await contacts(cs, "N-06")
    async with cs.client(language="zh") as client:
        return str((await client.get(f"/v1/contacts/{one.id}")).json()["script"])


async def test_a_branch_goes_before_the_chain_and_the_chain_before_the_built_in(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(26, 9)))
    built_in = await script(cs)
    assert (await put(cs, "总部:{when}", branch=None, who=HEAD_OFFICE)).status_code == 200
    assert await script(cs) == "总部:2026-11-26 09:00"
    shown = (await put(cs, "本店:{when}")).json()
    assert (shown["source"], shown["version"]) == ("BRANCH", 1)
    assert await script(cs) == "本店:2026-11-26 09:00"
    async with cs.client() as client:
        await client.delete(PATH, params={"branch_id": BRANCH})
        kept = (await client.get(f"{PATH}/versions", params={"branch_id": BRANCH})).json()["items"]
    assert [(one["version"], one["zh"]) for one in kept] == [(2, None), (1, "本店:{when}")]
    assert await script(cs) == "总部:2026-11-26 09:00"
    async with cs.client(HEAD_OFFICE) as client:
        await client.delete(PATH)
    assert await script(cs) == built_in


async def test_only_head_office_speaks_for_the_chain_and_nobody_overwrites_unseen(cs: ServiceUnderTest) -> None:
    assert (await put(cs, "x", branch=None)).status_code == 404
    assert (await put(cs, "first")).status_code == 200
    assert (await put(cs, "second")).json()["code"] == "version.stale"


async def test_words_hold_no_phone_number_and_a_preview_keeps_nothing(cs: ServiceUnderTest) -> None:  # M-68
    assert (await put(cs, "请致电 13800138000")).status_code == 422
    async with cs.client() as client:
        shown = (await client.post(f"{PATH}/preview", json={"zh": "见面:{when}", "en": "x"})).json()
        wrong = (await client.post(f"{PATH}/preview", json={"zh": "{nobody}", "en": "x"})).json()
        now = (await client.get("/v1/message-templates", params={"branch_id": BRANCH})).json()["items"]
    assert shown["zh"] == "见面:2026-11-24 10:00"
    assert wrong["code"] == "template.placeholder_unknown"
    assert {one["source"] for one in now} == {"BUILT_IN"}


async def test_a_message_is_sent_in_the_branchs_own_words(
    cs: ServiceUnderTest, reception_answers: FakeReception, tmp_path: Path
) -> None:  # N-01
    async with cs.client() as client:
        body = {"branch_id": BRANCH, "zh": "欢迎,订单 {number}", "en": "Welcome, {number}"}
        await client.put("/v1/message-templates/n01_thanks", json=body, headers={"If-Match": '"0"'})
    await cs.deliver(booked(uuid4()))
    await cs.run_jobs("send messages")
    (sent,) = (tmp_path / "messages").glob("*.txt")
    assert reception_answers.asked
    assert "欢迎,订单 O26-GG01-0001" in sent.read_text(encoding="utf-8")
