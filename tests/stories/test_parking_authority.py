"""Who may press what on an application for a space: asked at the press, of today's roles."""

import pytest

from models.people.tables import StaffRole
from tests.support.employed import NOBODY, OFFICERS, employ, everybody_leaves, who_may
from tests.support.parking import applied, compared, invited, signed, with_spaces
from tests.support.telling import report
from tests.support.walks import walk
from tests.support.world import World

HOLDER, APPLIES, HEAD = {"holder"}, {"reporter"}, {"head", "office_head"}
READS = OFFICERS | HOLDER | HEAD
# fmt: off
NOTHING: dict[str, set[str]] = dict.fromkeys(
    (
        *("send_paper", "take_space", "give_up", "look_at", "paper_fails", "invite", "originals"),
        *("compare|title", "fill_in", "sign_lease", "refuse_lease", "issue_card", "hand_out"),
        *("put_before", "choose_space", "note_payment", "plate_made", "tested"),  # VIP
    ), NOBODY,
) | {"parking_card": READS}
MAY: dict[str, dict[str, set[str]]] = {
    "checking": NOTHING | {
        "send_paper":    APPLIES,
        "give_up":       APPLIES,
        "look_at":       READS,
        "paper_fails":   NOBODY,                # nobody has taken it: nobody is its reviewer
    },
    "invited": NOTHING | {"give_up": APPLIES, "look_at": READS, "originals": HOLDER},
    "at desk": NOTHING | {
        "look_at":       READS,
        "compare|title": HOLDER,
        "paper_fails":   HOLDER,
        "fill_in":       HOLDER,
    },
    "signed": NOTHING | {"look_at": READS, "issue_card": HOLDER},
    "leased": NOTHING,
}
# fmt: on


@pytest.mark.parametrize("status", walk(MAY, "checking"))
async def test_each_role_may_do_what_the_matrix_says_and_nothing_after_leaving(
    world: World, status: str
) -> None:
    """PRK-01, PRK-03, SEC-01, SEC-02: residents, every role of the office, and strangers."""
    added = {"co-resident": 13, **{role.value: 100 + n for n, role in enumerate(StaffRole)}}
    world.write(with_spaces)
    await applied(world)
    if status != "checking":
        wang = await invited(world)
        if status in ("at desk", "signed", "leased"):
            await compared(wang)
        if status in ("signed", "leased"):
            await signed(world, wang)
        if status == "leased":
            await wang.presses("登记停车卡号")
            await wang.says("P-0088")
            await wang.presses("卡已交给住户")
    world.write(lambda session: employ(session, added))
    people = {"reporter": 11, "neighbour": 12, "holder": 23, "head": 25, "stranger": 66}
    assert who_may(world, added | people, MAY[status]) == MAY[status]
    world.write(everybody_leaves)
    left = who_may(world, added | people, MAY[status])
    assert left == dict.fromkeys(MAY[status], NOBODY)


async def test_no_button_of_parking_does_anything_to_another_kind_of_case(world: World) -> None:
    """SEC-01: forged onto a repair, each is refused."""
    await report(world)
    people = {"reporter": 11, "officer": 23, "head": 25}
    assert who_may(world, people, NOTHING) == dict.fromkeys(NOTHING, NOBODY)
