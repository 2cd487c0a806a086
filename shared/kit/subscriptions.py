"""What a durable consumer listens to, and with which functions it applies it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from shared.contracts.base import REGISTER, Envelope, Event
from shared.kit.db import AsyncSession
from shared.kit.turns import in_turn

Handler = Callable[[Any, AsyncSession], Awaitable[None]]
BatchHandler = Callable[[Sequence[Any], AsyncSession], Awaitable[None]]
Listener = Callable[[Sequence[Envelope]], Awaitable[None]]
Function = TypeVar("Function", Handler, BatchHandler)


class Subscriptions:
    """The whole subscription list of one durable consumer, readable in one place.

    >>> subscriptions = Subscriptions("pickup")
    >>> @subscriptions.on(OrderBalanceChanged)
    ... async def show_what_is_owed(event, session): ...

    Args:
        durable: the consumer's name at the broker.
        patient: what it does is for later, so it rests while facts trickle in, and they gather; one that keeps what the
            next request of a desk needs is not.
    """

    def __init__(self, durable: str, *, patient: bool = False) -> None:
        self.durable, self.patient = durable, patient
        self.handlers: dict[str, Handler] = {}
        self.runs: dict[str, BatchHandler] = {}
        self.events: list[type[Event]] = []
        self.everything: BatchHandler | None = None
        self._concerns: Callable[[type[Event]], bool] = lambda kind: kind in self.events
        self.after_commit: list[Listener] = []

    def on(self, *kinds: type[Event]) -> Callable[[Handler], Handler]:
        """Apply these facts one by one with the decorated function."""
        return self._registering(self.handlers, kinds)

    def on_runs_of(self, *kinds: type[Event]) -> Callable[[BatchHandler], BatchHandler]:
        """Apply these facts with the decorated function, as many together as follow each other in the stream.

        It takes them ``in_turn`` and may read and write for all of them at once.
        """
        return self._registering(self.runs, kinds)

    def _registering(self, place: dict[str, Function], kinds: Iterable[type[Event]]) -> Callable[[Function], Function]:
        def register(function: Function) -> Function:
            for kind in kinds:
                if kind in self.events:
                    raise TypeError(f"{self.durable} handles {kind.name} twice")
                self.events.append(kind)
                place[kind.type()] = function
            return function

        return register

    def on_everything(self, concerns: Callable[[type[Event]], bool]) -> Callable[[BatchHandler], BatchHandler]:
        """Apply all facts of these kinds, a run at a time in stream order, with the decorated function.

        Where nearly all are wanted, the broker sends the rest as well.
        """

        def register(handler: BatchHandler) -> BatchHandler:
            self.everything, self._concerns = handler, concerns
            return handler

        return register

    def hears(self, kind: str) -> bool:
        """Whether facts of this CloudEvents type are applied; one that this build does not know is noted as seen."""
        known = REGISTER.get(kind)
        return known is None or self._concerns(known)

    @property
    def filters(self) -> list[str]:
        """NATS subjects this consumer receives."""
        return ["evt.>"] if self.everything else sorted({kind.nats_filter() for kind in self.events})

    async def apply(self, events: Sequence[Event], session: AsyncSession) -> None:
        """Run the handlers over events that are new here, in order."""
        if self.everything is not None:
            await self.everything(events, session)
            return
        for together, run in groupby(events, key=lambda event: self.runs.get(event.type())):
            if together is not None:
                await together(list(run), session)
                continue
            heard = [event for event in run if event.type() in self.handlers]
            for event in in_turn(heard, session):
                await self.handlers[event.type()](event, session)
