"""Who may press what on a talk: asked at the press, of today's roles."""

import pytest

from models.people.tables import StaffRole
from tests.support.employed import NOBODY, OFFICERS, employ, everybody_leaves, who_may
from tests.support.talking import begin_talk
from tests.support.walks import walk
from tests.support.world import World

HOLDER, ASKED_IT = {"holder"}, {"reporter"}
SUPERIORS = OFFICERS - {"officer"}
# fmt: off
MAY: dict[str, dict[str, set[str]]] = {
    "asked": {
        "talk_take":          OFFICERS | HOLDER,
        "talk_call":          OFFICERS | HOLDER,
        "talk_show":          OFFICERS | HOLDER,
        "talk_end":           ASKED_IT,
        "talk_urgent":        ASKED_IT,
        "talk_called|missed": NOBODY,
        "talk_pass":          NOBODY,
        "talk_pass|4":        NOBODY,
        "talk_say|wait":      NOBODY,
        "talk_into|repair":   NOBODY,
        "talk_into|complaint": NOBODY,
        "talk_helped|yes":    NOBODY,
    },
    "talking": {
        "talk_take":          SUPERIORS,
        "talk_call":          HOLDER,
        "talk_show":          OFFICERS | HOLDER,
        "talk_end":           ASKED_IT | HOLDER,
        "talk_urgent":        ASKED_IT,
        "talk_called|missed": NOBODY,               # nobody rings
        "talk_pass":          SUPERIORS | HOLDER,
        "talk_pass|4":        SUPERIORS | HOLDER,   # to Zhao
        "talk_pass|1":        NOBODY,               # a technician
        "talk_say|wait":      HOLDER,
        "talk_say|perhaps":   NOBODY,
        "talk_into|repair":   HOLDER,
        "talk_into|complaint": HOLDER,
        "talk_into|wish":     NOBODY,
        "talk_helped|yes":    NOBODY,
    },
    "ended": {
        "talk_take":          NOBODY,
        "talk_call":          NOBODY,
        "talk_show":          OFFICERS | HOLDER,
        "talk_end":           NOBODY,
        "talk_urgent":        NOBODY,
        "talk_called|missed": NOBODY,
        "talk_pass":          NOBODY,
        "talk_say|wait":      NOBODY,
        "talk_into|complaint": HOLDER,
        "talk_into|repair":   HOLDER,               # who has seen to it registers it
        "talk_helped|yes":    ASKED_IT,
        "talk_helped|maybe":  NOBODY,
    },
}
# fmt: on


@pytest.mark.parametrize("status", walk(MAY))
async def test_each_role_may_do_what_the_matrix_says_and_nothing_after_leaving(
    world: World, status: str
) -> None:
    """S-49, GEN-12: residents, the home's others, every role of the office, and strangers."""
    if status == "asked":
        await world.humans["anna"].says("转人工")
    else:
        await begin_talk(world)
    if status == "ended":
        await world.humans["wang"].presses("结束对话")
    added = {"co-resident": 13, **{role.value: 100 + n for n, role in enumerate(StaffRole)}}
    world.write(lambda session: employ(session, added))
    roles = added | {"reporter": 11, "neighbour": 12, "holder": 23, "stranger": 66}
    assert who_may(world, roles, MAY[status]) == MAY[status]
    world.write(everybody_leaves)
    assert who_may(world, roles, MAY[status]) == dict.fromkeys(MAY[status], NOBODY)


async def test_a_former_officer_and_a_group_get_nothing_by_words(world: World) -> None:
    """SEC-01: a reply to an old card, after the last day or from somebody else's chat."""
    await begin_talk(world)
    anna, chen, wang = (world.humans[name] for name in ("anna", "chen", "wang"))
    heard = len(anna.heard)
    await chen.says("我来回答", reply_to=wang.newest("接待中"))
    world.write(everybody_leaves)
    await wang.replies("接待中", "还在吗")
    assert len(anna.heard) == heard
