"""What a selection costs beyond the package (二消): extras, products, the custom design (PST-01, PST-04, A-25)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shared.contracts.values import Money


@dataclass(frozen=True, slots=True)
class Sale:
    """The second sale as it stands.

    Attributes:
        chosen: distinct photos chosen for the album.
        included: album photos of the package.
        extra_photos: chosen beyond the included ones.
        amount: everything beyond the package.
    """

    chosen: int
    included: int
    extra_photos: int
    extra_amount: Money
    product_amount: Money
    design_fee: Money
    amount: Money


def price(
    *, chosen: int, included: int, extra_photo_price: Money, products: Iterable[tuple[int, Money]], design_fee: Money
) -> Sale:
    """The second sale; extras are only what exceeds the package, never less than none (PST-04).

    Args:
        chosen: distinct photos chosen for the album.
        products: quantity and unit price of what was sold in addition.

    Raises:
        ValueError: two currencies.
    """
    extra = max(0, chosen - included)
    extra_amount = extra_photo_price * extra
    product_amount = Money(amount=0, currency=extra_photo_price.currency)
    for quantity, unit_price in products:
        product_amount = product_amount + unit_price * quantity
    return Sale(
        chosen, included, extra, extra_amount, product_amount, design_fee, extra_amount + product_amount + design_fee
    )
