"""Customer service (客服): every contact with a customer, complaints, members, and the job sheet.

Owns: contacts (calls and messages by rule), message templates and sending, return visits, complaints, members and
points, delays on record, and the job sheet, which is what the facts of all departments add up to.
Publishes: ``shared.contracts.customer_service``.
Listens to: everything, through two durables: ``customer_service`` (made once) and ``job_sheet`` (can be rebuilt).
"""
