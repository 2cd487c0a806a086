"""Messages: sent once, retried only while nothing left the house, no personal data kept."""

import asyncio
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import text
from sqlmodel import select

from services.customer_service.domain.contacts import ContactState
from services.customer_service.models import MessageRow
from services.customer_service.models.contacts import MessageState
from services.customer_service.providers import (
    FileProvider,
    NotSent,
    OutcomeUnknown,
    Parcel,
    Refused,
    SmtpProvider,
    provider_of,
)
from shared.contracts.customer_service import ContactDone
from shared.contracts.reception import OrderCancelled
from shared.kit import clock
from shared.kit.testing import MovableClock, ServiceUnderTest
from tests.customer_service.conftest import BRANCH, FakeReception, booked, contacts, local


async def messages(cs: ServiceUnderTest) -> list[MessageRow]:
    async with cs.session() as session:
        return list((await session.exec(select(MessageRow))).all())


def files(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((folder / "messages").glob("*.txt"))]


async def test_thanks_are_sent_once_on_the_booking_day(
    cs: ServiceUnderTest, reception_answers: FakeReception, tmp_path: Path
) -> None:  # N-01, REC-03
    order_id = uuid4()
    await cs.deliver(booked(order_id), times=2)
    await cs.run_jobs("send messages")
    await cs.run_jobs("send messages")
    (sent,) = files(tmp_path)
    assert "+8613800000000" in sent
    assert "O26-GG01-0001" in sent
    assert reception_answers.asked == [{"order_id": str(order_id), "purpose": "N-01"}]
    (contact,) = await contacts(cs, "N-01")
    (told,) = await cs.published(ContactDone)
    assert (contact.state, told.rule, told.channel) == (ContactState.DONE, "N-01", "SMS")


async def test_nothing_personal_is_kept(cs: ServiceUnderTest, reception_answers: FakeReception) -> None:
    await cs.deliver(booked(uuid4()))
    await cs.run_jobs("send messages")
    (message,) = await messages(cs)
    async with cs.session() as session:
        told = (await session.execute(text("SELECT string_agg(envelope::text, ' ') FROM outbox"))).scalar()
    for kept in (message.model_dump_json(), told or ""):
        assert "13800000000" not in kept  # a part of it may stand in any id
        assert "Chen" not in kept


async def test_retried_later_while_reception_is_away(
    cs: ServiceUnderTest, reception_answers: FakeReception, tmp_path: Path, at: MovableClock
) -> None:
    reception_answers.away = True
    await cs.deliver(booked(uuid4()))
    await cs.run_jobs("send messages")
    (waiting,) = await messages(cs)
    assert (waiting.state, waiting.attempts) == (MessageState.QUEUED, 1)
    assert waiting.next_try_at > clock.now()
    reception_answers.away = False
    at.move(minutes=1)
    await cs.run_jobs("send messages")
    assert len(files(tmp_path)) == 1


async def test_given_up_after_some_tries(
    cs: ServiceUnderTest, reception_answers: FakeReception, at: MovableClock
) -> None:
    reception_answers.away = True
    await cs.deliver(booked(uuid4()))
    for _ in range(7):
        await cs.run_jobs("send messages")
        at.move(hours=1)
    (message,), (contact,) = await messages(cs), await contacts(cs, "N-01")
    assert (message.state, message.attempts, contact.state) == (MessageState.FAILED, 6, ContactState.FAILED)


async def test_unknown_outcome_is_shown_and_not_repeated(
    cs: ServiceUnderTest, reception_answers: FakeReception, tmp_path: Path
) -> None:
    await cs.deliver(booked(uuid4()))
    (message,) = await messages(cs)
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / f"{message.id}.txt").write_text("written before the process died")
    await cs.run_jobs("send messages")
    await cs.run_jobs("send messages")
    (contact,) = await contacts(cs, "N-01")
    async with cs.client() as client:
        shown = (await client.get(f"/v1/contacts/{contact.id}")).json()
    assert (shown["state"], shown["message_state"]) == ("DUE", "UNKNOWN")
    assert files(tmp_path) == ["written before the process died"]


async def test_claim_of_a_dead_process_becomes_unknown(
    cs: ServiceUnderTest, reception_answers: FakeReception, tmp_path: Path
) -> None:
    await cs.deliver(booked(uuid4()))
    async with cs.session() as session:
        (message,) = (await session.exec(select(MessageRow))).all()
        message.state, message.claimed_at = MessageState.SENDING, clock.now() - timedelta(minutes=6)
    await cs.run_jobs("send messages")
    (message,) = await messages(cs)
    assert (message.state, files(tmp_path)) == (MessageState.UNKNOWN, [])


async def test_quiet_hours_hold_the_message_back(
    cs: ServiceUnderTest, reception_answers: FakeReception, tmp_path: Path, at: MovableClock
) -> None:  # CS-07
    at.set(local(23, 22))
    await cs.deliver(booked(uuid4()))
    await cs.run_jobs("send messages")
    assert files(tmp_path) == []
    at.set(local(24, 9, 1))
    await cs.run_jobs("send messages")
    assert len(files(tmp_path)) == 1


async def test_cancelled_order_takes_its_message_back(
    cs: ServiceUnderTest, reception_answers: FakeReception, tmp_path: Path
) -> None:
    order_id = uuid4()
    gone = OrderCancelled(branch_id=BRANCH, order_id=order_id, reason="moved away", approved_by="boss")
    await cs.deliver(booked(order_id), gone)
    await cs.run_jobs("send messages")
    assert files(tmp_path) == []


async def test_thanked_in_person_before_it_was_sent(
    cs: ServiceUnderTest, reception_answers: FakeReception, tmp_path: Path
) -> None:
    await cs.deliver(booked(uuid4()))
    (contact,) = await contacts(cs, "N-01")
    async with cs.client() as client:
        await client.post(f"/v1/contacts/{contact.id}/outcome", json={"outcome": "DONE", "channel": "IN_PERSON"})
    await cs.run_jobs("send messages")
    (message,) = await messages(cs)
    assert (message.state, files(tmp_path)) == (MessageState.CANCELLED, [])


async def test_templates_are_listed_and_previewed(cs: ServiceUnderTest) -> None:
    async with cs.client() as client:
        listed = (await client.get("/v1/message-templates")).json()["items"]
        shown = (await client.get("/v1/message-templates/n01_thanks/preview")).json()
        unknown = await client.get("/v1/message-templates/nothing/preview")
    assert {"n01_thanks", "n21_satisfaction"} <= {item["id"] for item in listed}
    assert "GG01" in shown["zh"]
    assert unknown.status_code == 404


class Mailbox:
    """A mail server that answers as it is told."""

    def __init__(self) -> None:
        self.rcpt, self.data = "250 OK", "250 OK"
        self.received: list[Envelope] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient, or not."""
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the mail, or not."""
        self.received.append(envelope)
        return self.data


@pytest.mark.parametrize(
    ("rcpt", "data", "failure"),
    [
        ("250 OK", "250 OK", None),
        ("451 later", "250 OK", NotSent),
        ("550 no such number", "250 OK", Refused),
        ("250 OK", "452 full", NotSent),
        ("250 OK", "554 spam", Refused),
    ],
)
async def test_smtp_gateway(rcpt: str, data: str, failure: type[Exception] | None) -> None:
    box = Mailbox()
    box.rcpt, box.data = rcpt, data
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(box), "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        smtp = SmtpProvider(f"smtp://127.0.0.1:{port}", sender="studio@x.test", recipient="{phone}@sms.test")
        parcel = Parcel(uuid4(), "+8613800000000", "谢谢")
        if failure is None:
            await smtp.send(parcel)
            assert box.received[0].rcpt_tos == ["8613800000000@sms.test"]
        else:
            with pytest.raises(failure):
                await smtp.send(parcel)


async def test_mail_server_that_is_away_sent_nothing() -> None:
    smtp = SmtpProvider("smtp://127.0.0.1:9", sender="studio@x.test", recipient="{phone}@sms.test")
    with pytest.raises(NotSent):
        await smtp.send(Parcel(uuid4(), "+8613800000000", "x"))


async def test_file_is_written_once(tmp_path: Path) -> None:
    parcel = Parcel(uuid4(), "+8613800000000", "x")
    await FileProvider(tmp_path).send(parcel)
    with pytest.raises(OutcomeUnknown):
        await FileProvider(tmp_path).send(parcel)


def test_settings_choose_the_provider(tmp_path: Path) -> None:
    both = provider_of(smtp_url="smtp://h", smtp_sender="a@b", smtp_recipient="{phone}@c", messages_dir=str(tmp_path))
    none = provider_of(smtp_url="", smtp_sender="", smtp_recipient="", messages_dir="")
    assert both is not None
    assert (both.name, none) == ("smtp", None)
