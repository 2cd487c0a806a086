"""Tables of scheduling. Methods guard, change, and return the fact."""

from services.scheduling.models.base import Base
from services.scheduling.models.bookings import Booking, OrderCopy
from services.scheduling.models.capacity import CapacityGate, CapacityRule, CapacitySheet
from services.scheduling.models.plans import Leave, Plan, PlanChange
from services.scheduling.models.resources import Absence, Occupation, Resource
from services.scheduling.models.shoots import Fitting, Preparation, Reshoot, ShootDay
from services.scheduling.models.stock_takes import StockLine, StockTake
from services.scheduling.models.supplies import Purchase, Supply, SupplyBudget, SupplyMove
from services.scheduling.models.things import Loan, WriteOff

__all__ = [
    "Absence",
    "Base",
    "Booking",
    "CapacityGate",
    "CapacityRule",
    "CapacitySheet",
    "Fitting",
    "Leave",
    "Loan",
    "Occupation",
    "OrderCopy",
    "Plan",
    "PlanChange",
    "Preparation",
    "Purchase",
    "Reshoot",
    "Resource",
    "ShootDay",
    "StockLine",
    "StockTake",
    "Supply",
    "SupplyBudget",
    "SupplyMove",
    "WriteOff",
]
