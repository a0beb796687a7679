"""A flow is a table: it moves, offers, draws itself, and refuses to be built wrong."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import DomainError, NotAllowed
from models.flow import Arrow, Flow


class Status(StrEnum):
    REPORTED = "reported"
    CLAIMED = "claimed"
    DONE = "done"
    CANCELLED = "cancelled"


class Action(StrEnum):
    CLAIM = "claim"
    FINISH = "finish"
    CANCEL = "cancel"
    REOPEN = "reopen"


class Part(StrEnum):
    RESIDENT = "resident"
    STAFF = "staff"
    HEAD = "head"


RESIDENT = frozenset({Part.RESIDENT})
STAFF = frozenset({Part.STAFF, Part.HEAD})

# fmt: off
ARROWS = (
    Arrow(Status.REPORTED, Action.CLAIM,  Status.CLAIMED,   by=STAFF),
    Arrow(Status.REPORTED, Action.CANCEL, Status.CANCELLED, by=RESIDENT | STAFF),
    Arrow(Status.CLAIMED,  Action.FINISH, Status.DONE,      by=STAFF),
    Arrow(Status.DONE,     Action.REOPEN, Status.REPORTED,  by=RESIDENT),
)
# fmt: on
CLOSED = frozenset({Status.DONE, Status.CANCELLED})
FLOW = Flow("repair", Status.REPORTED, ARROWS, closed=CLOSED)


def test_an_arrow_leads_whoever_plays_one_of_its_parts() -> None:
    assert FLOW.after(Status.REPORTED, Action.CLAIM, by={Part.HEAD, Part.RESIDENT}) == "claimed"


@pytest.mark.parametrize(
    ("status", "action", "by"),
    [
        (Status.REPORTED, Action.CLAIM, RESIDENT),  # not theirs
        (Status.CLAIMED, Action.CLAIM, STAFF),  # not from here
        (Status.CANCELLED, Action.REOPEN, RESIDENT | STAFF),  # closed
        (Status.REPORTED, Action.CLAIM, frozenset[Part]()),  # a stranger
    ],
)
def test_no_arrow_is_a_refusal(status: Status, action: Action, by: frozenset[Part]) -> None:
    with pytest.raises(NotAllowed) as refused:
        FLOW.after(status, action, by=by)
    assert isinstance(refused.value, DomainError)
    assert refused.value.text_key == "errors.not_allowed"
    assert refused.value.facts == {"flow": "repair", "status": status, "action": action}


def test_actions_come_in_the_order_of_the_table() -> None:
    assert FLOW.actions(Status.REPORTED, by=STAFF) == (Action.CLAIM, Action.CANCEL)
    assert FLOW.actions(Status.REPORTED, by=RESIDENT) == (Action.CANCEL,)
    assert FLOW.actions(Status.CANCELLED, by=STAFF) == ()


@given(st.sampled_from(Status), st.sampled_from(Action), st.frozensets(st.sampled_from(Part)))
def test_what_is_offered_is_what_is_allowed(
    status: Status, action: Action, by: frozenset[Part]
) -> None:
    offered = action in FLOW.actions(status, by=by)
    try:
        FLOW.after(status, action, by=by)
    except NotAllowed:
        assert not offered
    else:
        assert offered


def test_the_diagram_shows_every_arrow() -> None:
    assert FLOW.diagram() == (
        "stateDiagram-v2\n"
        "    [*] --> reported\n"
        "    reported --> claimed : claim (head, staff)\n"
        "    reported --> cancelled : cancel (head, resident, staff)\n"
        "    claimed --> done : finish (head, staff)\n"
        "    done --> reported : reopen (resident)\n"
        "    cancelled --> [*]\n"
        "    done --> [*]\n"
    )


def test_the_same_action_cannot_stand_twice() -> None:
    again = Arrow(Status.CLAIMED, Action.FINISH, Status.REPORTED, by=STAFF)
    with pytest.raises(ValueError, match="the same action twice: claimed finish"):
        Flow("repair", Status.REPORTED, (*ARROWS, again), closed=CLOSED)


def test_an_unreachable_status_is_refused() -> None:
    with pytest.raises(ValueError, match="never reached: claimed, done"):
        Flow("repair", Status.REPORTED, ARROWS[1:], closed=CLOSED)


def test_an_open_status_needs_a_way_out() -> None:
    with pytest.raises(ValueError, match="open without a way out: claimed"):
        Flow("repair", Status.REPORTED, ARROWS[:2], closed=CLOSED - {Status.DONE})


def test_an_action_of_nobody_is_refused() -> None:
    nobody = Arrow(Status.CLAIMED, Action.CANCEL, Status.CANCELLED, by=frozenset())
    with pytest.raises(ValueError, match="nobody may do it: cancel"):
        Flow("repair", Status.REPORTED, (*ARROWS, nobody), closed=CLOSED)


def test_plain_strings_serve_as_well() -> None:
    flow = Flow("door", "shut", (Arrow("shut", "open", "open", by=frozenset({"all"})),),
                closed=frozenset({"open"}))  # fmt: skip
    assert flow.after("shut", "open", by={"all"}) == "open"
