"""The numbers of the trade that a chain may set otherwise; the defaults are the catalogue's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from services.customer_service.domain.complaints import ROUTING, Routing
from services.customer_service.domain.delays import AUTHORITIES, Authority
from services.customer_service.domain.management_calendar import CALENDAR, DutyDay
from services.customer_service.domain.members import FROM_POINTS, Levels, RewardRule
from services.customer_service.domain.visit_quotas import POOR, Quota


@dataclass(frozen=True, slots=True)
class Policy:
    """Settings of customer service.

    Attributes:
        chase_days: days between calls to a customer without a shoot date (REC-04).
        call_hour: the branch's hour for planned calls that name none.
        plan_hour: the hour at which tomorrow's shoot customers are called (10:30, SCH-03).
        duty_calls: the clerk on duty, and not the owner, calls to confirm tomorrow's shoots (REC-10, A-02) [D].
        walk_away_days: days after the hold at which a customer who walked away is called (REC-05, A-23).
        wedding_service_days: days before the wedding of the message and the call about the service card (N-17).
        satisfaction_working_days: working days from receipt to the satisfaction call (CS-14).
        satisfaction_until_working_days: working days from receipt by which that call is made (CS-14).
        complaint_visit_days: days from the result of a complaint to the call about it (CS-14).
        announce_hours: hours within which a customer hears that the layout or all is ready (GEN-10, PST-20) [D].
        fen_per_point: own spending that earns one point (CS-20).
        levels: points that reach a level of membership (CS-20) [D].
        referral_rewards: points or money for who recommended, after the referred order's shoot (A-26) [D].
        card_warning_days: days before a card's last day on which its customer is called (N-24).
        complaint_routing: the department that complaints of a kind go to (M-51) [D].
        compensation_limits: how much money each role may promise by itself (M-34, M-03) [D].
        compensation_limit: fen above which a claim is analysed before it is decided (M-88).
        first_answer_minutes: a complaint is answered within (M-22).
        complaint_working_days: a communicative complaint is closed within, or becomes valid (M-02, M-14).
        progress_days: days after which a complainant who was told nothing is to be told something (M-11) [D].
        reopened_working_days: time to put right what dissatisfied at the visit (M-13).
        issue_suggested_from: so many complaints about the same thing may be an issue (M-09).
        issue_within_days: days within which they were received (M-09) [D].
        visit_quotas: what managers do themselves in a month (M-12, M-17, M-28).
        poor_score: a drawn visit scored up to this is put in words for the colleague (M-69) [D].
        in_person_share: of the visits, those made face to face (M-28).
        visits_finished_by: the day of the next month by which a month's visits are finished (M-28).
        quotas_reminded_on: the day of the month on which who is behind is told [D].
        duties: when managers are reminded of what they hand in (MGT-01, MGT-03, M-58) [D].
        wish_working_days: working days within which who wished something hears that it is offered now (M-33) [D].
        message_attempts: how often a message is tried while nothing left the house.
    """

    chase_days: int = 7
    call_hour: time = time(10, 0)
    plan_hour: time = time(10, 30)
    duty_calls: bool = False
    walk_away_days: tuple[int, ...] = (1, 3, 5, 7)
    wedding_service_days: tuple[int, int] = (20, 15)
    satisfaction_working_days: int = 7
    satisfaction_until_working_days: int = 15
    complaint_visit_days: int = 3
    announce_hours: float = 4
    fen_per_point: int = 1000
    levels: Levels = FROM_POINTS
    referral_rewards: tuple[RewardRule, ...] = (RewardRule(True, 100, 10_000), RewardRule(False, 50, 5_000))
    card_warning_days: int = 30
    complaint_routing: Routing = field(default_factory=lambda: dict(ROUTING))
    compensation_limits: tuple[Authority, ...] = AUTHORITIES
    compensation_limit: int = 50_000
    first_answer_minutes: int = 15
    complaint_working_days: int = 3
    progress_days: int = 2
    reopened_working_days: int = 3
    issue_suggested_from: int = 3
    issue_within_days: int = 30
    visit_quotas: tuple[Quota, ...] = (Quota("service_manager", 3, 3), Quota("store_manager", 1, 3))
    poor_score: int = POOR
    in_person_share: float = 0.05
    visits_finished_by: int = 10
    quotas_reminded_on: int = 20
    duties: tuple[DutyDay, ...] = CALENDAR
    wish_working_days: int = 3
    message_attempts: int = 6
