"""Reception's own variables."""

from __future__ import annotations

from pydantic import Field

from services.reception.domain.invoices import FINANCE_ABOVE
from services.reception.domain.keeping import KeptFor
from services.reception.domain.orders import DISCOUNT_PERCENT_MOST, LETTERS
from services.reception.domain.phone_bookings import KEPT_DAYS
from services.reception.domain.storing import COMPENSATION_MOST, LOST_TOKEN_FEE
from services.reception.domain.work_orders import ANSWER_MINUTES
from shared.contracts.reception import Category
from shared.kit.settings import ServiceSettings, service_config


class Settings(ServiceSettings):
    """Keys for personal data and clearances; letters of customer numbers; the seal's words.

    Attributes:
        pii_key: 32 bytes in base64url; encrypts phones and identity numbers.
        signing_key: seed of the key that signs clearances.
        number_letters: letter of the customer number per category (SCH-12, A-06).
        invoice_finance_above: above this amount, in fen, finance agrees to an invoice first, in every branch (M-45).
        discount_percent_most: what the reception manager takes off a package's price at the most, in percent [D].
        answer_minutes: within so many minutes a customer who asks for an extra service is answered (M-22).
        phone_booking_kept_days: so long a day is kept for somebody who only called (M-47).
        lost_token_fee: what a lost locker token costs, in fen (M-37).
        storage_compensation_most: what the house pays at the most for what was in a locker, in fen (M-37).
        found_kept_for: how long what was left behind is kept: food, other things, valuables (M-36).
        member_checks: so many members of a branch are drawn a month for the regional manager to check (M-58).
        phone_region: where numbers without a country code belong (M-58).
    """

    model_config = service_config("reception")

    pii_key: str
    signing_key: str
    number_letters: dict[Category, str] = Field(default_factory=lambda: dict(LETTERS))
    invoice_finance_above: int = Field(default=FINANCE_ABOVE, ge=0)
    discount_percent_most: int = Field(default=DISCOUNT_PERCENT_MOST, ge=0, le=100)
    answer_minutes: int = Field(default=ANSWER_MINUTES, ge=1, le=1440)
    phone_booking_kept_days: int = Field(default=KEPT_DAYS, ge=0, le=30)
    lost_token_fee: int = Field(default=LOST_TOKEN_FEE, ge=1, le=100_000)
    storage_compensation_most: int = Field(default=COMPENSATION_MOST, ge=0)
    found_kept_for: KeptFor = KeptFor()
    member_checks: int = Field(default=5, ge=1, le=100)
    phone_region: str = "CN"
