"""What every fact has in common, its envelope on the wire, and the register of all facts."""

from __future__ import annotations

import zlib
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from shared.contracts.values import BranchId

PARTITIONS = 16
"""Subjects are spread over these, so that consumers can be split later without losing the order of a job sheet."""

REGISTER: dict[str, type[Event]] = {}
"""Every known fact by its CloudEvents type, e.g. ``studio.order.placed.v1``."""


class Event(BaseModel):
    """A fact. Subclasses name it: ``class OrderPlaced(Event, name="order.placed", about="order_id")``."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: ClassVar[str]
    schema_version: ClassVar[int]
    publisher: ClassVar[str]
    about: ClassVar[str]
    _envelope: Envelope | None = PrivateAttr(default=None)

    branch_id: BranchId

    def __init_subclass__(cls, **_naming: str | int) -> None:
        """Takes the naming arguments, which are used once the fields are known."""
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(cls, **naming: Any) -> None:
        super().__pydantic_init_subclass__()
        name, about, version = naming["name"], naming.get("about", "order_id"), naming.get("version", 1)
        cls.name, cls.about, cls.schema_version = name, about, version
        cls.publisher = publisher_of(cls.__module__)
        if cls.type() in REGISTER and REGISTER[cls.type()].__module__ != cls.__module__:
            raise TypeError(f"two facts are called {cls.type()}")
        REGISTER[cls.type()] = cls

    @classmethod
    def type(cls) -> str:
        """The CloudEvents type."""
        return f"studio.{cls.name}.v{cls.schema_version}"

    @classmethod
    def nats_filter(cls) -> str:
        """The NATS subject of this fact in all partitions."""
        return f"evt.{cls.publisher}.{cls.name}.v{cls.schema_version}.*"

    @property
    def subject(self) -> str:
        """The order the fact is about, or the aggregate where there is no order."""
        order = getattr(self, "order_id", None)
        return str(order if order is not None else getattr(self, self.about))

    @property
    def nats_subject(self) -> str:
        """``evt.<service>.<aggregate>.<event>.v1.<pp>``."""
        return f"evt.{self.publisher}.{self.name}.v{self.schema_version}.{partition(self.subject):02d}"

    def told(
        self, id: UUID, at: datetime, *, version: int, actor: str | None = None, traceparent: str | None = None
    ) -> dict[str, Any]:
        """The envelope in which this fact is told, as JSON; ``Envelope`` reads it."""
        envelope: dict[str, Any] = {
            "specversion": "1.0",
            "id": str(id),
            "source": f"/studio/{self.publisher}",
            "type": self.type(),
            "subject": self.subject,
            "time": at.isoformat(),
            "datacontenttype": "application/json",
            "branchid": self.branch_id,
            "aggregateversion": version,
            "data": self.model_dump(mode="json"),
        }
        if actor is not None:
            envelope["actorid"] = actor
        if traceparent is not None:
            envelope["traceparent"] = traceparent
        return envelope

    @property
    def envelope(self) -> Envelope:
        """The envelope a delivered fact came in.

        Raises:
            LookupError: the fact was made here and not delivered.
        """
        # Asked for several times by everybody who hears a fact; by its name, pydantic looks in five places first.
        envelope: Envelope | None = (self.__pydantic_private__ or {})["_envelope"]
        if envelope is None:
            raise LookupError(f"{self.name} was not delivered, so it has no envelope")
        return envelope

    @property
    def at(self) -> datetime:
        """When it happened, in business time."""
        return self.envelope.time

    @property
    def by(self) -> str | None:
        """Who did it (a staff id), if a person did."""
        return self.envelope.actorid


class Envelope(BaseModel):
    """CloudEvents 1.0, structured JSON, with our extensions."""

    model_config = ConfigDict(frozen=True, extra="allow")

    specversion: str = "1.0"
    id: UUID
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: str = "application/json"
    branchid: str
    aggregateversion: int = 0
    actorid: str | None = None
    traceparent: str | None = None
    data: dict[str, Any] = Field(default_factory=dict)

    def open(self) -> Event | None:
        """The fact inside, or None when this build does not know its type."""
        kind = REGISTER.get(self.type)
        if kind is None:
            return None
        event = kind.model_validate(self.data)
        event._envelope = self
        return event


def partition(subject: str) -> int:
    """The partition 0 … 15 of a CloudEvents subject."""
    return zlib.crc32(subject.encode()) % PARTITIONS


def publisher_of(module: str) -> str:
    """The service whose facts a module holds: its own name, or that of its package when a publisher has several.

    >>> publisher_of("shared.contracts.pickup"), publisher_of("shared.contracts.reception.orders")
    ('pickup', 'reception')
    >>> publisher_of("somewhere.else.notes")
    'notes'
    """
    here = f"{__package__}."
    if module.startswith(here):
        return module.removeprefix(here).partition(".")[0]
    return module.rpartition(".")[2]
