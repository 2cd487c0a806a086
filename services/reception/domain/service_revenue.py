"""Which part of what was paid on top of the package paid for extra services (M-27)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sold:
    """Something sold on top, in the order it was sold.

    Attributes:
        amount: fen.
        service: whether it is an extra service; else a second sale at the selection.
    """

    amount: int
    service: bool


def for_services(sold: Iterable[Sold], paid: Iterable[int]) -> list[int]:
    """Of every payment the part that paid for services: what was sold first is paid first.

    >>> for_services([Sold(500, False), Sold(120, True)], [300, 300, 20])
    [0, 100, 20]
    """
    ends, end = [], 0
    for one in sold:
        ends.append((end, end + one.amount, one.service))
        end += one.amount
    parts, begin = [], 0
    for payment in paid:
        until = begin + payment
        parts.append(sum(max(0, min(until, last) - max(begin, first)) for first, last, service in ends if service))
        begin = until
    return parts
