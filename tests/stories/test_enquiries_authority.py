"""Who may press what on an enquiry or a suggestion: asked at the press, of today's roles."""

import pytest

from models.people.tables import StaffRole
from tests.support.asking import answers, ask, suggest, taken
from tests.support.employed import NOBODY, OFFICERS, employ, everybody_leaves, who_may
from tests.support.pressing import press_each
from tests.support.telling import report
from tests.support.walks import walk
from tests.support.world import World

HOLDER, ASKS = {"holder"}, {"reporter"}
HANDLES = (OFFICERS - {"officer"}) | HOLDER
READS = OFFICERS | HOLDER
# fmt: off
IN_HAND = {
    "take_on":      NOBODY,
    "agree_time":   HANDLES,
    "verify":       HANDLES,
    "talk_over":    HANDLES,
    "pass_on":      HANDLES,
    "convert":      HANDLES,
    "carry_out":    NOBODY,
    "ask_again":    NOBODY,
    "not_needed":   ASKS,
    "enquiry_card": READS,
    "enquiry_more": HANDLES,
}
MAY: dict[str, dict[str, set[str]]] = {
    "received": {
        "take_on":      READS,
        "answer":       NOBODY,
        "agree_time":   NOBODY,
        "verify":       NOBODY,
        "talk_over":    NOBODY,
        "pass_on":      NOBODY,
        "convert":      NOBODY,
        "adopt":        NOBODY,
        "not_adopt":    NOBODY,
        "carry_out":    NOBODY,
        "ask_again":    NOBODY,
        "not_needed":   ASKS,
        "enquiry_card": READS,
        "enquiry_more": READS,
    },
    "enquiry taken":    IN_HAND | {"answer": HANDLES, "adopt": NOBODY, "not_adopt": NOBODY},
    "suggestion taken": IN_HAND | {"answer": NOBODY, "adopt": HANDLES, "not_adopt": HANDLES},
    "answered": dict.fromkeys(IN_HAND, NOBODY) | {
        "answer":       NOBODY,
        "ask_again":    ASKS,
        "enquiry_card": READS,
    },
}
# fmt: on


@pytest.mark.parametrize("status", walk(MAY, "enquiry taken"))
async def test_each_role_may_do_what_the_matrix_says_and_nothing_after_leaving(
    world: World, status: str
) -> None:
    """ENQ-01, SEC-01: residents, every role of the office, strangers, and whom it names."""
    words = "周品质，游泳池几点开门"
    added = {"co-resident": 13, **{role.value: 100 + n for n, role in enumerate(StaffRole)}}
    await (suggest if status.startswith("suggestion") else ask)(world, words)
    if status != "received":
        await taken(world)
    if status == "answered":
        await answers(world.humans["wang"])
    world.write(lambda session: employ(session, added))
    people = {"reporter": 11, "neighbour": 12, "holder": 23, "stranger": 66}
    assert who_may(world, added | people, MAY[status]) == MAY[status]
    world.write(everybody_leaves)
    left = who_may(world, added | people, MAY[status])
    assert left == dict.fromkeys(MAY[status], NOBODY)


async def test_no_button_of_theirs_does_anything_to_another_kind_of_case(world: World) -> None:
    """SEC-01: forged onto a repair, each is refused."""
    await report(world)
    people = {"reporter": 11, "officer": 23, "head": 25}
    theirs = {each: may for each, may in MAY["received"].items() if each != "convert"}
    allowed = who_may(world, people, theirs)  # a repair is converted as well
    assert allowed == {each: set() for each in allowed}


async def test_a_number_that_no_row_can_have_is_an_old_button(world: World) -> None:
    """SEC-01: forged behind a real button, however long, it changes nothing and troubles nobody."""
    await ask(world, "游泳池几点开门")
    wang = await taken(world)
    press_each(world, [wang.telegram_id], [f"1|pass_on|1|1|{'9' * 40}"], once=True)
