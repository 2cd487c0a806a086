"""Tables of reception; their methods guard, change and return the event."""

from services.reception.models.base import Base, Counter
from services.reception.models.cash import CashIncident
from services.reception.models.check_in import CheckIn, ShootBooking, ShootVisit
from services.reception.models.damages import DamageReport
from services.reception.models.days import BusinessDay, FloatCount, Performance
from services.reception.models.duties import Duty
from services.reception.models.extra_services import ExtraService, ExtraServiceVersion
from services.reception.models.invoices import Invoice
from services.reception.models.job_cards import CardHandOver, JobCard
from services.reception.models.keeping import Custody, FoundItem
from services.reception.models.money import Clearance, Deposit, Receipt, Refund, StoragePlaces
from services.reception.models.orders import OWES, Amendment, Cancellation, ExtraSale, Order, OrderPerson
from services.reception.models.overrides import OverrideRequest
from services.reception.models.packages import Package, PackageVersion, SoldPackage
from services.reception.models.people import MemberCheck, NamePrefix, Person, PersonChange, RevealLog
from services.reception.models.pictures import BeforePhoto, FoundPhoto
from services.reception.models.referrals import CashBack, Lead, ReferralCode
from services.reception.models.sales import ShootSale
from services.reception.models.shift_notes import ShiftNote
from services.reception.models.storing import StoredBelongings, TokenCheck
from services.reception.models.targets import TargetPlan
from services.reception.models.visits import Proxy, Rota, Visit
from services.reception.models.work_orders import WorkOrder

__all__ = [
    "OWES",
    "Amendment",
    "Base",
    "BeforePhoto",
    "BusinessDay",
    "Cancellation",
    "CardHandOver",
    "CashBack",
    "CashIncident",
    "CheckIn",
    "Clearance",
    "Counter",
    "Custody",
    "DamageReport",
    "Deposit",
    "Duty",
    "ExtraSale",
    "ExtraService",
    "ExtraServiceVersion",
    "FloatCount",
    "FoundItem",
    "FoundPhoto",
    "Invoice",
    "JobCard",
    "Lead",
    "MemberCheck",
    "NamePrefix",
    "Order",
    "OrderPerson",
    "OverrideRequest",
    "Package",
    "PackageVersion",
    "Performance",
    "Person",
    "PersonChange",
    "Proxy",
    "Receipt",
    "ReferralCode",
    "Refund",
    "RevealLog",
    "Rota",
    "ShiftNote",
    "ShootBooking",
    "ShootSale",
    "ShootVisit",
    "SoldPackage",
    "StoragePlaces",
    "StoredBelongings",
    "TargetPlan",
    "TokenCheck",
    "Visit",
    "WorkOrder",
]
