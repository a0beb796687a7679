"""Whose turn it was: the segments between a case's events add up to the whole."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.cases.registry import KINDS
from models.cases.rules import Segment, Whose, segments, shares
from models.complaints.words import Status as ComplaintStatus
from models.repairs.words import Status as RepairStatus

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
spans = st.timedeltas(timedelta(), timedelta(days=40))
lives = st.lists(st.tuples(spans, st.sampled_from(Whose)), min_size=1, max_size=12)


def life(told: list[tuple[timedelta, Whose]]) -> list[tuple[datetime, Whose]]:
    """Return the changes, each so long after the one before."""
    at, found = NOON, []
    for later, whose in told:
        at += later
        found.append((at, whose))
    return found


def test_each_span_is_whose_turn_it_was() -> None:
    """GEN-07: an hour at the office, two with who has it, then the resident's turn."""
    changes = [(NOON, Whose.OFFICE), (NOON + HOUR, Whose.OWNER), (NOON + 2 * HOUR, Whose.OWNER),
               (NOON + 3 * HOUR, Whose.RESIDENT)]  # fmt: skip
    spent = segments(changes, NOON + 8 * HOUR)
    assert spent == [
        Segment(Whose.OFFICE, NOON, NOON + HOUR),
        Segment(Whose.OWNER, NOON + HOUR, NOON + 3 * HOUR),
        Segment(Whose.RESIDENT, NOON + 3 * HOUR, NOON + 8 * HOUR),
    ]
    assert shares(spent) == {
        Whose.OFFICE: HOUR, Whose.OWNER: 2 * HOUR, Whose.RESIDENT: 5 * HOUR,
    }  # fmt: skip


@given(lives, spans)
def test_the_segments_add_up_to_the_whole(
    told: list[tuple[timedelta, Whose]], then: timedelta
) -> None:
    changes = life(told)
    until = changes[-1][0] + then
    spent = segments(changes, until)
    assert sum(shares(spent).values(), timedelta()) == until - changes[0][0]
    assert (spent[0].begins, spent[-1].ends) == (changes[0][0], until)
    for one, other in pairwise(spent):
        assert one.ends == other.begins
        assert one.whose is not other.whose
    assert all(each.begins <= each.ends for each in spent)


@given(st.lists(st.tuples(st.timedeltas(-HOUR, HOUR), st.sampled_from(Whose)), min_size=1), spans)
def test_a_clock_that_was_put_back_makes_nothing_negative(
    told: list[tuple[timedelta, Whose]], then: timedelta
) -> None:
    changes = life(told)
    until = max(at for at, _ in changes) + then
    spent = segments(changes, until)
    assert sum(shares(spent).values(), timedelta()) == until - changes[0][0]
    assert all(span > timedelta() for span in shares(spent).values())


def test_of_each_status_it_is_known_whose_turn_it_is() -> None:
    for kind, statuses in (("repair", RepairStatus), ("complaint", ComplaintStatus)):
        known = KINDS[kind]  # type: ignore[index]
        assert set(known.whose) == set(statuses)
        closed = {each for each, whose in known.whose.items() if whose is Whose.NOBODY}
        assert closed == known.closed
