"""Every fact customer service listens to, in two durables."""

from services.customer_service.consumers import contacts, job_sheet

all_subscriptions = [contacts.subscriptions, job_sheet.subscriptions]
"""``customer_service`` makes contacts once and for all; ``job_sheet`` can be rebuilt."""
