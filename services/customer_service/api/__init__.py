"""Routes of customer service, by subject."""

from services.customer_service.api import (
    campaigns,
    care_notes,
    complaint_issues,
    complaints,
    contacts,
    customer_page,
    delays,
    figures,
    job_sheet,
    members,
    texts,
    visit_quotas,
    wishes,
)
from shared.kit.app import versioned

routes = versioned(
    contacts.router,
    complaints.router,
    complaint_issues.router,
    delays.router,
    members.router,
    job_sheet.router,
    care_notes.router,
    customer_page.router,
    texts.router,
    campaigns.router,
    figures.router,
    visit_quotas.router,
    wishes.router,
)

__all__ = ["routes"]
