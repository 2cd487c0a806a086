"""Numbers for messages, asked for over NATS at the moment of sending; every answer is logged as a reveal."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from services.reception.models import Order
from services.reception.service.people import log_reveal, names_of, open_numbers
from shared.kit.app import Service

SUBJECT = "rpc.reception.contact"
ASKER = "customer_service"


class ContactRequest(BaseModel):
    """Whom a message is for: the customers of an order, or one person."""

    model_config = ConfigDict(extra="forbid")

    order_id: UUID | None = None
    person_id: UUID | None = None
    purpose: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class ContactPerson(BaseModel):
    """Somebody to write to."""

    person_id: UUID
    name: str
    phone: str | None


class ContactAnswer(BaseModel):
    """The people, or why there are none."""

    people: list[ContactPerson] = []
    language: str = "zh-CN"
    error: str | None = None


async def answer_contact(service: Service, request: ContactRequest) -> ContactAnswer:
    """Names and numbers of the people asked for; the reveal is logged as customer service's (GEN-08)."""
    async with service.database.transaction(actor=ASKER) as session:
        session.info["service"] = service
        ids = [] if request.person_id is None else [request.person_id]
        if request.order_id is not None:
            order = await session.get(Order, request.order_id)
            ids += [] if order is None else [UUID(person) for person in order.person_ids]
        people = await names_of(session, ids)
        for person in people:
            log_reveal(session, person, ASKER, request.purpose)
        shown = [
            ContactPerson(person_id=person.id, name=person.name, phone=open_numbers(session, person).phone)
            for person in people
        ]
    return ContactAnswer(people=shown, error=None if shown else "not_found")


def serve_contacts(service: Service) -> None:
    """Answer requests on :data:`SUBJECT`; a request that cannot be read is told so."""

    async def reply(data: bytes) -> bytes:
        try:
            request = ContactRequest.model_validate_json(data)
        except ValidationError:
            return ContactAnswer(error="request.invalid").model_dump_json().encode()
        return (await answer_contact(service, request)).model_dump_json().encode()

    service.bus.answer(SUBJECT, reply)
