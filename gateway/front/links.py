"""Who comes by a customer's link: a principal that sees one order and nothing else."""

from __future__ import annotations

import re
import time
from uuid import UUID

from gateway.domain import LinkClosed
from gateway.front.callers import REMEMBERED_S, Caller
from gateway.front.departments import Departments
from gateway.front.limits import Buckets
from gateway.roles import DOORKEEPER, OWN_ORDER
from gateway.service.secrets import digest
from shared.kit.auth import Principal

CUSTOMER = "customer"
"""Who acted, where a member of staff would stand."""

CODE = re.compile(r"[A-Za-z0-9_-]{24}")
KEEPER = Principal("gateway", frozenset(), DOORKEEPER, frozenset())


class Links:
    """Looks up which order a code opens. Customer service knows; its word is kept as briefly as a session's.

    Args:
        requests: what one link may ask for.
        guesses: what one address may ask for with codes that have not just been right.
    """

    def __init__(self, departments: Departments, requests: Buckets, guesses: Buckets) -> None:
        self.departments, self.requests, self.guesses = departments, requests, guesses
        self._known: dict[str, tuple[float, Caller]] = {}

    async def enter(self, path: str, address: str) -> Caller:
        """The customer whose code stands in ``/v1/customer/{code}/…``.

        Raises:
            LinkClosed: unknown, expired or withdrawn.
            TooManyRequests: too many guesses from this address, or too much through this link.
            UpstreamUnavailable: customer service does not answer.
        """
        code = path.split("/")[3]
        key = digest(code)
        known = self._known.get(key)
        if known is None:
            self.guesses.take(address)
        else:
            self.requests.take(f"link {key}")
            if known[0] > time.monotonic():
                return known[1]
        caller = await self._look_up(code, key)
        if len(self._known) > 10_000:
            self._known.clear()
        self._known[key] = (time.monotonic() + REMEMBERED_S, caller)
        return caller

    async def _look_up(self, code: str, key: str) -> Caller:
        if not CODE.fullmatch(code):
            raise LinkClosed
        status, answer = await self.departments.ask("customer_service", "GET", f"/v1/customer/{code}/order", KEEPER)
        if status != 200:
            self._known.pop(key, None)
            raise LinkClosed
        branches = frozenset({str(answer["branch_id"])})
        return Caller(
            Principal(CUSTOMER, frozenset({CUSTOMER}), OWN_ORDER, branches, order_id=UUID(answer["order_id"])), CUSTOMER
        )
