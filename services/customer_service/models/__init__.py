"""Tables of customer service, by subject."""

from services.customer_service.models.base import Base
from services.customer_service.models.campaigns import Campaign, CampaignCustomer, CampaignOptOut
from services.customer_service.models.complaint_issues import ComplaintIssue, ComplaintIssueNumber
from services.customer_service.models.complaints import OPEN_COMPLAINT, Complaint, ComplaintEntry, ComplaintNumber
from services.customer_service.models.contacts import Contact, ContactAttempt, MessageRow
from services.customer_service.models.customer_links import CustomerLink
from services.customer_service.models.job_sheet import JobSheet, JobSheetEntry, StageTally
from services.customer_service.models.members import CashReward, Member, MemberCard, PointsEntry, ReferralCode, Spending
from services.customer_service.models.orders import BookingCopy, Delay, DutyCopy, LeaveCopy, OrderCopy
from services.customer_service.models.texts import OwnText
from services.customer_service.models.visit_checks import VisitCheck
from services.customer_service.models.wishes import Wish, WishSubject

__all__ = [
    "OPEN_COMPLAINT",
    "Base",
    "BookingCopy",
    "Campaign",
    "CampaignCustomer",
    "CampaignOptOut",
    "CashReward",
    "Complaint",
    "ComplaintEntry",
    "ComplaintIssue",
    "ComplaintIssueNumber",
    "ComplaintNumber",
    "Contact",
    "ContactAttempt",
    "CustomerLink",
    "Delay",
    "DutyCopy",
    "JobSheet",
    "JobSheetEntry",
    "LeaveCopy",
    "Member",
    "MemberCard",
    "MessageRow",
    "OrderCopy",
    "OwnText",
    "PointsEntry",
    "ReferralCode",
    "Spending",
    "StageTally",
    "VisitCheck",
    "Wish",
    "WishSubject",
]
