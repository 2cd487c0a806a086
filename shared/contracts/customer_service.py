"""Facts told by customer service: contacts, return visits, complaints, members, delays."""

from __future__ import annotations

from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class ContactDone(Event, name="contact.done", about="contact_id"):
    """A planned call or message happened, once for all who were told to make it (A-02)."""

    contact_id: UUID
    rule: str
    channel: str
    outcome: str
    staff_id: StaffId | None = None
    order_id: UUID | None = None
    visit_id: UUID | None = None


class VisitAnswered(Event, name="visit.answered", about="contact_id"):
    """The customer said how it was: satisfied, so-so, dissatisfied (CS-11).

    After an extra service also who asked, whether there was a signature on the spot, and what was said (M-29).
    """

    contact_id: UUID
    kind: str
    answer: str
    order_id: UUID | None = None
    work_order_id: UUID | None = None
    visited_by: StaffId | None = None
    on_site: bool | None = None
    opinion: str | None = None


class AppointmentAnswered(Event, name="appointment.answered"):
    """A customer said on the page behind his link that he will come, or that he wishes another time (GEN-11)."""

    order_id: UUID
    booking_id: UUID
    outcome: str


class ComplaintOpened(Event, name="complaint.opened", about="complaint_id"):
    """A complaint was received (CS-32)."""

    complaint_id: UUID
    number: str
    nature: str
    channel: str
    department: str | None = None
    order_id: UUID | None = None


class ComplaintJudged(Event, name="complaint.judged", about="complaint_id"):
    """Established or not, and its class (CS-33, A-17)."""

    complaint_id: UUID
    verdict: str
    complaint_class: str
    responsible_department: str | None = None
    order_id: UUID | None = None


class ComplaintDecided(Event, name="complaint.decided", about="complaint_id"):
    """The leader chose a solution (CS-35)."""

    complaint_id: UUID
    decided_by: StaffId
    compensation: Money | None = None
    order_id: UUID | None = None


class ComplaintClosed(Event, name="complaint.closed", about="complaint_id"):
    """Signed by the customer, visited and filed (CS-36, CS-37)."""

    complaint_id: UUID
    outcome: str
    order_id: UUID | None = None


class PointsGranted(Event, name="points.granted", about="person_id"):
    """Points from own spending or a referral (CS-20)."""

    person_id: UUID
    points: int
    balance: int
    reason: str
    order_id: UUID | None = None


class ReferralCodeIssued(Event, name="referral_code.issued", about="person_id"):
    """A customer got the code to recommend us by; the branch is the one he ordered at (PCK-08)."""

    person_id: UUID
    code: str


class CashBackEarned(Event, name="cash_back.earned"):
    """Who recommended us chose money, and the order he recommended was photographed (A-26)."""

    order_id: UUID
    person_id: UUID
    amount: Money


class MemberUpgraded(Event, name="member.upgraded", about="person_id"):
    """A person reached a member level."""

    person_id: UUID
    level: str


class DelayRecorded(Event, name="delay.recorded"):
    """A stage will be late; cause and promise are on record (GEN-07)."""

    order_id: UUID
    stage: str
    cause: str
    promise: str | None = None


class CampaignStarted(Event, name="campaign.started", about="campaign_id"):
    """Special visits to a chosen group were planned (N-23)."""

    campaign_id: UUID
    kind: str
    customers: int


class CampaignStopped(Event, name="campaign.stopped", about="campaign_id"):
    """Nobody else of the group is contacted (N-23)."""

    campaign_id: UUID
    stopped_by: StaffId
