"""Routes of customer service, by subject."""

from services.customer_service.api import complaints, contacts, job_sheet, members

routers = [contacts.router, complaints.router, members.router, job_sheet.router]
