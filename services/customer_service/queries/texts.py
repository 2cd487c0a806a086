"""Reading the texts of the house."""

from __future__ import annotations

from services.customer_service.domain.templates import EXAMPLE, templates
from services.customer_service.schemas.contacts import PreviewOut, TemplateOut
from shared.kit.errors import NotFound


def all_templates() -> list[TemplateOut]:
    """Every text, by id."""
    return [
        TemplateOut(
            id=template.id,
            rules=list(template.rules),
            channel=template.channel,
            parameters=template.parameters,
            zh=template.zh,
            en=template.en,
        )
        for template in sorted(templates().values(), key=lambda template: template.id)
    ]


def preview(template_id: str) -> PreviewOut:
    """A text with made-up parameters.

    Raises:
        NotFound: no such template.
    """
    template = templates().get(template_id)
    if template is None:
        raise NotFound(what="template")
    return PreviewOut(id=template.id, zh=template.render("zh", EXAMPLE), en=template.render("en", EXAMPLE))
