"""Texts of messages and calls over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from services.customer_service.queries import texts as queries
from services.customer_service.schemas.texts import OwnWordsIn, PreviewOut, TemplateOut, TextVersionOut, WordsIn
from services.customer_service.service import texts as service
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["texts"])
TemplateId = Annotated[str, Path(pattern=r"^[a-z0-9_]{1,60}$")]
Reader = Annotated[Principal, may("customer_service.templates.read")]
Writer = Annotated[Principal, may("customer_service.templates.manage")]
Place = Annotated[BranchId | None, Query(description="whose words; the chain's when left out")]


@router.get("/message-templates")
async def list_message_templates(session: SessionDep, who: Reader, branch_id: Place = None) -> Page[TemplateOut]:
    """Texts of messages and calls, in the words of a branch or of the chain."""
    if branch_id is not None:
        who.require_branch(branch_id)
    return Page(items=await queries.all_templates(session, branch_id))


@router.get("/message-templates/{template_id}/preview")
async def preview_message_template(template_id: TemplateId, session: SessionDep, _who: Reader) -> PreviewOut:
    """The chain's words with made-up parameters."""
    shown = await queries.one_template(session, template_id, None)
    return queries.preview(queries.built_in(template_id), shown.zh, shown.en)


@router.post("/message-templates/{template_id}/preview")
async def preview_own_words(template_id: TemplateId, body: WordsIn, _who: Reader) -> PreviewOut:
    """Words as they would be said, or what is wrong with their placeholders; nothing is kept."""
    words = queries.built_in(template_id).with_words(body.zh, body.en)
    return queries.preview(words, words.zh, words.en)


@router.put("/message-templates/{template_id}")
async def set_own_words(
    template_id: TemplateId, body: OwnWordsIn, session: SessionDep, edited: IfMatch, who: Writer, response: Response
) -> TemplateOut:
    """Put own words in the place of the built-in ones; a new version."""
    shown = await service.set_words(session, who, template_id, body, edited)
    set_etag(response, shown.version)
    return shown


@router.delete("/message-templates/{template_id}", status_code=204)
async def give_own_words_back(
    template_id: TemplateId, session: SessionDep, who: Writer, branch_id: Place = None
) -> None:
    """Use the wider or built-in words again; the versions stay."""
    await service.give_back(session, who, template_id, branch_id)


@router.get("/message-templates/{template_id}/versions")
async def list_text_versions(
    template_id: TemplateId, session: SessionDep, who: Reader, branch_id: Place = None
) -> Page[TextVersionOut]:
    """Every version of own words, newest first."""
    if branch_id is not None:
        who.require_branch(branch_id)
    return Page(items=await queries.versions(session, template_id, branch_id))
