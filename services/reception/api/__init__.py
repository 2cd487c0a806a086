"""Routes of reception, by subject."""

from services.reception.api import check_in, days, money, orders, people, visits

routers = [visits.router, people.router, orders.router, money.router, check_in.router, days.router]

__all__ = ["routers"]
