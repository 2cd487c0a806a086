"""Putting a house's own words in the place of the built-in ones; every version is kept."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, func, select

from services.customer_service.models import OwnText
from services.customer_service.models.texts import CHAIN
from services.customer_service.queries import texts
from services.customer_service.schemas.texts import OwnWordsIn, TemplateOut
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import ALL_BRANCHES, AsyncSession
from shared.kit.errors import NotFound, VersionStale
from shared.kit.ids import new_id
from shared.kit.versions import check_version


def _require_place(who: Principal, branch_id: str | None) -> None:
    """A branch's words are set by those who see it, the chain's by those who see all."""
    if branch_id is not None:
        who.require_branch(branch_id)
    elif who.branches != ALL_BRANCHES:
        raise NotFound(what="chain")


async def set_words(
    session: AsyncSession, who: Principal, template_id: str, body: OwnWordsIn, edited: int
) -> TemplateOut:
    """Keep own words as a new version; from now on they are read out and sent.

    Raises:
        NotFound: no such text, or not the caller's place.
        PlaceholderUnknown, PlaceholderBroken, OwnWordsRefused: the words do not fit the rule.
        VersionStale: somebody changed them meanwhile.
    """
    _require_place(who, body.branch_id)
    texts.built_in(template_id).with_words(body.zh, body.en)
    check_version(await _version(session, template_id, body.branch_id), edited)
    await _write(session, who, template_id, body.branch_id, edited, body.zh, body.en)
    return await texts.one_template(session, template_id, body.branch_id)


async def give_back(session: AsyncSession, who: Principal, template_id: str, branch_id: str | None) -> None:
    """Use the chain's or the built-in words again; again is no error.

    Raises:
        NotFound: no such text, or not the caller's place.
    """
    _require_place(who, branch_id)
    newest = await texts.versions(session, template_id, branch_id)
    if newest and newest[0].zh is not None:
        await _write(session, who, template_id, branch_id, newest[0].version, None, None)


async def _version(session: AsyncSession, template_id: str, branch_id: str | None) -> int:
    newest = select(func.coalesce(func.max(col(OwnText.version)), 0)).where(
        OwnText.template == template_id, OwnText.place == (branch_id or CHAIN)
    )
    return (await session.exec(newest)).one()


async def _write(
    session: AsyncSession,
    who: Principal,
    template_id: str,
    branch_id: str | None,
    version: int,
    zh: str | None,
    en: str | None,
) -> None:
    row = OwnText(
        id=new_id(),
        branch_id=branch_id,
        template=template_id,
        place=branch_id or CHAIN,
        version=version + 1,
        zh=zh,
        en=en,
        changed_by=who.staff_id,
        changed_at=clock.now(),
    )
    written = insert(OwnText).values(row.model_dump()).on_conflict_do_nothing().returning(col(OwnText.id))
    if (await session.execute(written)).scalar() is None:
        raise VersionStale(version=version + 1)
