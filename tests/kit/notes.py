"""The smallest possible service, for tests of the kit."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, FastAPI, Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import registry
from sqlmodel import Field, func, select

from shared.contracts.reception import VisitHeld, VisitRegistered
from shared.kit.app import SessionDep, create_service, versioned
from shared.kit.auth import Principal, may
from shared.kit.db import AsyncSession, get_or_404, secure_tables
from shared.kit.facts import arrived
from shared.kit.idempotency import OnceDep
from shared.kit.ids import new_id
from shared.kit.jobs import DueJob
from shared.kit.outbox import publish
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.settings import ServiceSettings, service_config
from shared.kit.subscriptions import Subscriptions
from shared.kit.tables import BranchRow, Row, attach_kit_tables, moment
from shared.kit.versions import IfMatch, check_version, set_etag


class Base(Row, registry=registry()):
    """Tables of the notes."""


class Note(Base, BranchRow, table=True):
    """A note, with how often it was heard of."""

    id: UUID = Field(primary_key=True)
    words: str
    version: int = 1
    heard: int = 0
    due_at: datetime | None = moment(nullable=True)


class NoteIn(BaseModel):
    """A note to keep."""

    branch_id: str
    words: str = Field(max_length=500)


class NoteOut(BaseModel):
    """A note."""

    id: UUID
    words: str
    version: int


def show(note: Note) -> NoteOut:
    """The note as answered."""
    return NoteOut(id=note.id, words=note.words, version=note.version)


router = APIRouter(tags=["notes"])


@router.post("/notes", status_code=201)
async def keep_note(
    body: NoteIn, session: SessionDep, once: OnceDep, who: Annotated[Principal, may("notes.keep")]
) -> NoteOut:
    """Keep a note."""
    return await once.run(session, NoteOut, lambda: keep(session, who, body))


async def keep(session: AsyncSession, who: Principal, body: NoteIn) -> NoteOut:
    """Keep a note and tell it."""
    who.require_branch(body.branch_id)
    note = Note(id=new_id(), branch_id=body.branch_id, words=body.words)
    session.add(note)
    publish(session, VisitRegistered(branch_id=note.branch_id, visit_id=note.id, receiver_id=who.staff_id), version=1)
    return show(note)


@router.get("/notes")
async def list_notes(
    session: SessionDep, page: PageDep, _who: Annotated[Principal, may("notes.read")]
) -> Page[NoteOut]:
    """All notes of my branches."""
    return await fetch_page(session, select(Note), page, keys=[Note.words, Note.id], show=show)


@router.get("/notes/{note_id}")
async def read_note(
    note_id: UUID, session: SessionDep, response: Response, _who: Annotated[Principal, may("notes.read")]
) -> NoteOut:
    """One note."""
    note = await get_or_404(session, Note, note_id)
    set_etag(response, note.version)
    return show(note)


@router.put("/notes/{note_id}")
async def edit_note(
    note_id: UUID, body: NoteIn, session: SessionDep, edited: IfMatch, _who: Annotated[Principal, may("notes.keep")]
) -> NoteOut:
    """Change a note."""
    note = await get_or_404(session, Note, note_id, lock=True)
    check_version(note.version, edited)
    note.words, note.version = body.words, note.version + 1
    return show(note)


@router.post("/notes/{note_id}/echo")
async def echo_note(note_id: UUID, session: SessionDep, _who: Annotated[Principal, may("notes.read")]) -> NoteOut:
    """Needs the note to have been heard of."""
    return show(await arrived(session, Note, note_id, what="note"))


subscriptions = Subscriptions("reception")


@subscriptions.on(VisitHeld)
async def hear(event: VisitHeld, session: AsyncSession) -> None:
    """Count what is heard; a word of refusal fails."""
    if event.outcome == "poison":
        raise ValueError("this one cannot be applied")
    note = await session.get(Note, event.visit_id)
    if note is None:
        note = Note(id=event.visit_id, branch_id=event.branch_id, words="")
        session.add(note)
    note.heard += 1
    note.words += event.outcome


async def finish_due(session: AsyncSession, now: datetime) -> None:
    """Clear what is due."""
    for note in (await session.exec(select(Note).where(Note.due_at <= now))).all():  # type: ignore[operator]
        note.due_at, note.words = None, f"{note.words} done at {now:%H:%M}"


def create_app() -> FastAPI:
    """The service."""

    class Settings(ServiceSettings):
        model_config = service_config("reception")

    return create_service(
        "reception",
        Settings(),
        routes=versioned(router),
        subscriptions=[subscriptions],
        jobs=[DueJob("finish", lambda: select(func.min(Note.due_at)), finish_due)],
    )


async def make_tables(owner_url: str) -> None:
    """What migrations do for a real service."""
    attach_kit_tables(Base.metadata)
    engine = create_async_engine(owner_url.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.run_sync(secure_tables, Base.metadata, "reception_app")
    await engine.dispose()
