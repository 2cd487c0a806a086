"""The rules without a database: state × action, counting, proxies, cards."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.pickup import domain
from services.pickup.domain import CARDS, PIECES, CardAction, CardState, PieceAction, PieceState
from shared.kit.errors import Invalid
from tests.transitions import check_transition

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

TABLE = """
               FINISH      PASS     FAIL            REWORK     HAND_OVER    CANCEL
EXPECTED       ON_THE_WAY  CHECKED  ARRIVED_FAULTY  IN_REWORK  -            CANCELLED
ON_THE_WAY     -           CHECKED  ARRIVED_FAULTY  IN_REWORK  -            CANCELLED
ARRIVED_FAULTY -           CHECKED  ARRIVED_FAULTY  IN_REWORK  -            CANCELLED
CHECKED        -           -        ARRIVED_FAULTY  IN_REWORK  HANDED_OVER  CANCELLED
IN_REWORK      ON_THE_WAY  CHECKED  ARRIVED_FAULTY  IN_REWORK  -            CANCELLED
HANDED_OVER    -           -        -               IN_REWORK  -            -
CANCELLED      -           -        -               -          -            -
"""
HEAD, *LINES = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(line[0], action, cell) for line in LINES for action, cell in zip(HEAD, line[1:], strict=True)]


def test_table_names_every_state_and_action() -> None:
    assert {line[0] for line in LINES} == set(PieceState)
    assert set(HEAD) == set(PieceAction)


@pytest.mark.parametrize(("state", "action", "following"), CELLS)
def test_piece_states(state: str, action: str, following: str) -> None:
    """PCK-04, PCK-06, PST-21: every cell of the table."""
    check_transition(PIECES, PieceState(state), PieceAction(action), None if following == "-" else following)


def test_only_checked_pieces_leave() -> None:
    """PCK-06."""
    assert [state for state in PieceState if PIECES.allows(state, PieceAction.HAND_OVER)] == [PieceState.CHECKED]


def test_lost_card_has_no_way_back() -> None:
    """PCK-07, A-19."""
    assert CARDS.after(CardState.ISSUED, CardAction.LOSE) is CardState.LOST
    assert not list(CARDS.actions(CardState.LOST))


def test_count_leaves_out_what_is_gone() -> None:
    """PCK-04."""
    gone = [("d", PieceState.HANDED_OVER), ("e", PieceState.CANCELLED)]
    here = [("b", PieceState.ON_THE_WAY), ("a", PieceState.ARRIVED_FAULTY), ("c", PieceState.CHECKED)]
    counted = domain.count([*here, *gone])
    assert (counted.expected, counted.checked, counted.missing, counted.complete) == (3, 1, ("a", "b"), False)
    assert domain.count([("c", PieceState.CHECKED)]).complete
    assert not domain.count([("d", PieceState.HANDED_OVER)]).complete


@pytest.mark.parametrize("missing", ["identity_checked", "reached", "agreed"])
def test_proxy_needs_papers_and_the_owners_word(missing: str) -> None:
    """M-40."""
    there = {"identity_checked": True, "reached": True, "agreed": True, missing: False}
    with pytest.raises(domain.ProxyNotCleared):
        domain.check_proxy(**there, called_at=NOW, now=NOW)


def test_call_to_the_owner_was_made_before() -> None:
    """M-40."""
    with pytest.raises(Invalid):
        domain.check_proxy(
            identity_checked=True, reached=True, agreed=True, called_at=NOW + timedelta(minutes=1), now=NOW
        )


def test_every_piece_is_inspected_once() -> None:
    """PCK-06."""
    one, other = uuid4(), uuid4()
    domain.check_inspections([one, other], [other, one])
    for pieces, inspected in (([one], [other]), ([one, other], [one]), ([one, one], [one]), ([one], [one, one])):
        with pytest.raises(Invalid):
            domain.check_inspections(pieces, inspected)


@pytest.mark.parametrize("picture", [b"", b"<svg/>", b"\xff\xd8\xff" + b"x" * domain.SIGNATURE_BYTES])
def test_signature_is_a_small_picture(picture: bytes) -> None:
    """A-29."""
    with pytest.raises(Invalid):
        domain.check_signature(picture)


def test_card_is_booked_fifteen_days_before_the_wedding() -> None:
    """PCK-07."""
    assert domain.book_by(date(2027, 1, 10)) == date(2026, 12, 26)
    assert domain.card_number(2026, "GG01", 7) == "S26-GG01-0007"
