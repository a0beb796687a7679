"""Who may press what on a complaint: asked at the press, of today's roles; never whom it names."""

import pytest

from models.buttons import Press
from models.people.tables import StaffRole
from tests.support.complaining import cast_of_complaints, complain, resolve
from tests.support.employed import NOBODY, OFFICERS, employ, everybody_leaves, who_may
from tests.support.telling import report
from tests.support.walks import walk
from tests.support.world import World

HOLDER, COMPLAINS = {"holder"}, {"reporter"}
ABOVE = OFFICERS - {"officer"}
JUDGES = ABOVE - {"supervisor"}
# fmt: off
MAY: dict[str, dict[str, set[str]]] = {
    "accepted": {                                       # with the manager
        "admit":              ABOVE | HOLDER,
        "reclassify":         ABOVE | HOLDER,
        "explain":            JUDGES | HOLDER,
        "entrust":            NOBODY,
        "name":               ABOVE | HOLDER,
        "stop":               NOBODY,                   # nothing is going on
        "plan":               NOBODY,
        "settle":             NOBODY,
        "overrun":            NOBODY,
        "hand_on":            NOBODY,
        "resolve":            NOBODY,
        "file":               NOBODY,
        "tell_further":       COMPLAINS,
        "ask_to_sign":        COMPLAINS,
        "retract":            COMPLAINS,
        "retract|sure":       COMPLAINS,
        "cosign":             NOBODY,                   # the link's word is not in it
        "case_card":          OFFICERS | HOLDER,
        "complaint_more":     ABOVE | HOLDER | COMPLAINS,
        "convert":            NOBODY,                   # it names somebody: no group reads it
        "approve_settlement": NOBODY,                   # nothing is asked
        "reject_settlement":  NOBODY,
        "approve_overrun":    NOBODY,
        "reject_overrun":     NOBODY,
    },
    "handling": {                                       # with the supervisor of the department
        "admit":              NOBODY,
        "reclassify":         ABOVE | HOLDER,
        "explain":            JUDGES,
        "entrust":            ABOVE | HOLDER,
        "name":               ABOVE | HOLDER,
        "stop":               NOBODY,                   # nothing is going on
        "plan":               ABOVE | HOLDER,
        "settle":             ABOVE | HOLDER,
        "overrun":            ABOVE | HOLDER,
        "hand_on":            ABOVE | HOLDER,
        "resolve":            ABOVE | HOLDER,
        "file":               NOBODY,
        "tell_further":       COMPLAINS,
        "retract":            COMPLAINS,
        "case_card":          OFFICERS | HOLDER,
        "complaint_more":     ABOVE | HOLDER | COMPLAINS,
    },
    "handled": {
        "admit":              NOBODY,
        "resolve":            NOBODY,
        "reclassify":         NOBODY,
        "settle":             NOBODY,
        "file":               NOBODY,                   # nobody has asked in person yet
        "tell_further":       NOBODY,
        "retract":            NOBODY,
        "case_card":          OFFICERS | HOLDER,
        "complaint_more":     ABOVE | HOLDER,
    },
}
# fmt: on


@pytest.mark.parametrize("status", walk(MAY))
async def test_each_role_may_do_what_the_matrix_says_and_nothing_after_leaving(
    world: World, status: str
) -> None:
    """CMP-02, CMP-05, S-26: residents, every role of the office, strangers, and whom it names."""
    await cast_of_complaints(world)
    await complain(world, told="说好来修，没有人来。周品质也不管")
    holder = 31
    if status != "accepted":
        await world.humans["manager"].presses("受理")
        holder = 24
    if status == "handled":
        await resolve(world.humans["supervisor"])
    added = {"co-resident": 13, **{role.value: 100 + n for n, role in enumerate(StaffRole)}}
    world.write(lambda session: employ(session, added))
    people = {"reporter": 11, "neighbour": 12, "holder": holder, "stranger": 66, "named": 32}
    assert who_may(world, added | people, MAY[status]) == MAY[status]
    world.write(everybody_leaves)
    left = who_may(world, added | people, MAY[status])
    assert left == dict.fromkeys(MAY[status], NOBODY)


async def test_a_repair_is_no_complaint_whatever_a_button_says(world: World) -> None:
    """CMP-02: a forged press on another kind of case shows nothing, and is answered."""
    await report(world)
    supervisor = world.humans["supervisor"]
    forged = Press("case_card", 1, 0).pack()
    message = supervisor.messages[-1]["id"]
    world.telegram.presses(supervisor.telegram_id, supervisor.chat_id, message, forged, force=True)
    await world.settles()
    assert "没有查到" in supervisor.toast
    assert supervisor.heard_of("滴水") == 0
