"""Reading the texts of the house: own words of a branch, else of the chain, else the built-in ones."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import col, select

from services.customer_service.domain.templates import EXAMPLE, Template, templates
from services.customer_service.models import OwnText
from services.customer_service.models.texts import CHAIN
from services.customer_service.schemas.texts import PreviewOut, Source, TemplateOut, TextVersionOut
from shared.kit.db import AsyncSession
from shared.kit.errors import NotFound


def built_in(template_id: str) -> Template:
    """The text as it comes with the system.

    Raises:
        NotFound: no such template.
    """
    template = templates().get(template_id)
    if template is None:
        raise NotFound(what="template")
    return template


async def the_text(session: AsyncSession, template_id: str, branch_id: str) -> Template:
    """The words in force in that branch.

    Raises:
        NotFound: no such template.
    """
    template = built_in(template_id)
    newest = await _newest(session, [branch_id, CHAIN], template_id)
    for place in (branch_id, CHAIN):
        own = newest.get((template_id, place))
        if own is not None and own.zh is not None and own.en is not None:
            return replace(template, zh=own.zh, en=own.en)
    return template


async def _newest(
    session: AsyncSession, places: list[str], template_id: str | None = None
) -> dict[tuple[str, str], OwnText]:
    """The newest version by text and place."""
    query = select(OwnText).where(col(OwnText.place).in_(places)).order_by(col(OwnText.version))
    if template_id is not None:
        query = query.where(OwnText.template == template_id)
    return {(row.template, row.place): row for row in await session.exec(query)}


async def all_templates(session: AsyncSession, branch_id: str | None) -> list[TemplateOut]:
    """Every text by id, in the words of that branch, or of the chain."""
    places = [CHAIN] if branch_id is None else [branch_id, CHAIN]
    newest = await _newest(session, places)
    return [_show(templates()[name], places, newest) for name in sorted(templates())]


async def one_template(session: AsyncSession, template_id: str, branch_id: str | None) -> TemplateOut:
    """A text in the words of that branch, or of the chain.

    Raises:
        NotFound: no such template.
    """
    places = [CHAIN] if branch_id is None else [branch_id, CHAIN]
    return _show(built_in(template_id), places, await _newest(session, places, template_id))


def _show(template: Template, places: list[str], newest: dict[tuple[str, str], OwnText]) -> TemplateOut:
    found = [row for place in places if (row := newest.get((template.id, place))) is not None]
    own = next((row for row in found if row.zh is not None), None)
    if own is not None and own.zh is not None and own.en is not None:
        template = replace(template, zh=own.zh, en=own.en)
    mine = newest.get((template.id, places[0]))
    source = Source.BUILT_IN if own is None else Source.CHAIN if own.place == CHAIN else Source.BRANCH
    return TemplateOut(
        id=template.id,
        rules=list(template.rules),
        channel=template.channel,
        parameters=template.parameters,
        provided=template.provided,
        own_words=template.own_words,
        zh=template.zh,
        en=template.en,
        source=source,
        version=mine.version if mine else 0,
        changed_by=own.changed_by if own else None,
        changed_at=own.changed_at if own else None,
    )


async def versions(session: AsyncSession, template_id: str, branch_id: str | None) -> list[TextVersionOut]:
    """Every version of own words of that place, newest first.

    Raises:
        NotFound: no such template.
    """
    place = branch_id or CHAIN
    rows = await session.exec(
        select(OwnText)
        .where(OwnText.template == built_in(template_id).id, OwnText.place == place)
        .order_by(col(OwnText.version).desc())
        .limit(100)
    )
    return [TextVersionOut(**row.model_dump(include=set(TextVersionOut.model_fields))) for row in rows]


def preview(template: Template, zh: str, en: str) -> PreviewOut:
    """A text in these words with made-up parameters."""
    template = replace(template, zh=zh, en=en)
    return PreviewOut(id=template.id, zh=template.render("zh", EXAMPLE), en=template.render("en", EXAMPLE))
