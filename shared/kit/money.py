"""Whole fen with a currency; see :class:`shared.contracts.values.Money`."""

from shared.contracts.values import Money

__all__ = ["Money"]
