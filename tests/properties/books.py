"""An order's money as the catalogue has it: the model that the till is compared with (P6)."""

from dataclasses import dataclass, field


@dataclass
class Paper:
    """A receipt as the model knows it."""

    id: str
    number: str
    account: str
    amount: int
    method: str
    day: str
    void: bool = False
    refunded: int = 0


@dataclass
class Wish:
    """Money somebody wants back."""

    id: str
    receipt: Paper
    amount: int
    lowers: bool
    state: str = "REQUESTED"
    cancellation: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the receipt's money is spoken for."""
        return self.state in ("REQUESTED", "APPROVED", "PAID")


@dataclass
class Books:
    """An order's money, kept by the rules of the catalogue."""

    price: int
    paid: dict[str, int] = field(default_factory=lambda: {"package": 0, "selection": 0})
    extra: int = 0
    services: dict[str, int] = field(default_factory=dict)
    conceded: dict[str, int] = field(default_factory=lambda: {"package": 0, "selection": 0})
    receipts: list[Paper] = field(default_factory=list)
    refunds: list[Wish] = field(default_factory=list)
    cancellation: str | None = None
    cancelled: bool = False

    def total(self, account: str) -> int:
        """What the part costs; a cancelled order costs what stays of what was paid."""
        if self.cancelled:
            return self.paid[account] - self.outstanding(account)
        return (self.price if account == "package" else self.on_top) - self.conceded[account]

    @property
    def on_top(self) -> int:
        """Second sales and the extra services whose price the customer confirmed."""
        return self.extra + sum(self.services.values())

    def waive(self, service: str) -> None:
        """A service is not charged after all; what was conceded on it goes with it."""
        del self.services[service]
        self.conceded["selection"] = min(self.conceded["selection"], self.on_top)

    def outstanding(self, account: str) -> int:
        """What a cancellation promised to give back and has not."""
        return sum(
            wish.amount
            for wish in self.refunds
            if wish.cancellation and wish.state == "APPROVED" and wish.receipt.account == account
        )

    @property
    def balance(self) -> int:
        """What is owed."""
        return sum(self.total(account) - self.paid[account] for account in self.paid)

    def fits(self, form: str, amount: int) -> bool:
        """Whether this form may be written for this amount (FIN-05, A-11)."""
        account = "package" if form in ("R1", "R2", "R3") else "selection"
        paid, total = self.paid[account], self.total(account)
        first = {"R1": amount < total, "R4": amount < total, "R2": amount == total, "R6": amount == total}
        return not self.cancelled and (
            (paid <= 0 and first[form]) if form in first else (paid > 0 and amount <= total - paid)
        )

    def free(self, receipt: Paper) -> int:
        """What of the receipt can still be asked back."""
        return receipt.amount - sum(wish.amount for wish in self.refunds if wish.receipt is receipt and wish.holds)
