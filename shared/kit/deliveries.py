"""What comes from the stream, believed only when it came on its publisher's own subject (P17)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid5

from shared.contracts.base import REGISTER, Envelope, Event, partition
from shared.kit import clock
from shared.kit.outbox import decode

UNREADABLE = "unreadable"
"""The type under which a message that is no event is parked."""


class NotAnEvent(ValueError):
    """A message in the stream that no service of ours can have written, or not the one that sent it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """An envelope with its place in the stream.

    Attributes:
        fact: what is inside, where it was opened on arrival and could be read.
    """

    envelope: Envelope
    sequence: int
    fact: Event | None = None

    def opened(self) -> Event | None:
        """The fact inside, or None when this build does not know its type.

        Raises:
            NotAnEvent: it stands for a message that cannot be believed.
            ValidationError: its data are not what its type demands.
        """
        if self.envelope.type == UNREADABLE:
            raise NotAnEvent(f"{self.envelope.source}: {self.envelope.data['reason']}")
        return self.fact or self.envelope.open()


def read(payload: bytes, nats_subject: str, sequence: int) -> Delivery:
    """The delivery of a message; one that is no envelope, or not its sender's, can only be parked.

    The broker lets a service publish on its own subjects only, so the subject says who speaks; the envelope is only
    what somebody wrote. What cannot be believed is parked by itself and not under the order it claims to be about, so
    that it holds up no order. What is inside is read here, while the database has the batch before; what cannot be
    read is found again, and parked, when it is applied.
    """
    fact = None
    try:
        envelope = decode(payload)
        _require_own_voice(envelope, nats_subject)
    except ValueError as error:
        text = payload.decode(errors="replace").replace("\x00", "\ufffd")
        envelope = Envelope(
            id=uuid5(NAMESPACE_OID, f"{nats_subject} {payload!r}"),  # the same again is the same
            source=nats_subject,
            type=UNREADABLE,
            subject=f"message {sequence}",
            time=clock.now(),
            branchid="",
            data={"text": text[:2000], "reason": why(error)},
        )
    else:
        with suppress(ValueError):
            fact = envelope.open()
    return Delivery(envelope, sequence, fact)


def _require_own_voice(envelope: Envelope, nats_subject: str) -> None:
    if "\x00" in envelope.subject:
        raise NotAnEvent("a subject with a NUL")
    publisher, name = envelope.source.removeprefix("/studio/"), envelope.type.removeprefix("studio.")
    kind = REGISTER.get(envelope.type)
    if kind is not None and kind.publisher != publisher:
        raise NotAnEvent(f"{publisher} does not tell {envelope.type}")
    if nats_subject != f"evt.{publisher}.{name}.{partition(envelope.subject):02d}":
        raise NotAnEvent(f"{envelope.type} of {publisher} came on {nats_subject}")


def why(error: Exception) -> str:
    """Why it could not be applied, as PostgreSQL can keep it."""
    return f"{type(error).__name__}: {error}".replace("\x00", "\ufffd")[:2000]


def around_the_bad_one(deliveries: Sequence[Delivery]) -> list[Sequence[Delivery]]:
    """A batch that failed in two or three parts: around the first event that cannot even be read, else its halves.

    Not one by one: the good events of a large batch must not wait for each other's commits.
    """
    for at, delivery in enumerate(deliveries):
        try:
            delivery.opened()
        except ValueError:
            parts = [deliveries[:at], deliveries[at : at + 1], deliveries[at + 1 :]]
            return [part for part in parts if part]
    middle = len(deliveries) // 2
    return [deliveries[:middle], deliveries[middle:]]
