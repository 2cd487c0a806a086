"""What referrers want for it, points or money, and what became of the money (CS-20, A-26)."""

from __future__ import annotations

from uuid import UUID

from services.customer_service.domain.members import RewardKind
from services.customer_service.models import CashReward, OrderCopy, ReferralCode
from services.customer_service.service import customer_page
from shared.contracts.reception import CashBackDecided, CashBackPaid
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.facts import arrived


async def note_cash_back(session: AsyncSession, event: CashBackDecided | CashBackPaid) -> None:
    """Reception paid the money, or refused to."""
    reward = await get_or_404(session, CashReward, event.order_id, what="cash reward", lock=True)
    if isinstance(event, CashBackPaid):
        reward.paid_at = event.at
    else:
        reward.refused = not event.approved


async def choose_reward(session: AsyncSession, person_id: UUID, reward: RewardKind) -> ReferralCode:
    """What the customer wants for orders he recommends and that are not photographed yet.

    Raises:
        FactNotArrived: no order of that person has been heard of here.
    """
    code = await arrived(session, ReferralCode, person_id, what="person")
    code.reward = reward
    return code


async def choose_own_reward(session: AsyncSession, code: str, reward: RewardKind) -> None:
    """The same, by the customer himself behind the link to his order.

    Raises:
        LinkClosed: unknown, expired or withdrawn.
    """
    link = await customer_page.enter(session, code)
    order = await get_or_404(session, OrderCopy, link.order_id, what="order")
    if order.person_ids:
        await choose_reward(session, UUID(order.person_ids[0]), reward)
