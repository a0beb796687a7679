"""Who may press what on an application for a space: asked at the press, of today's roles."""

import pytest

from models.people.tables import StaffRole
from tests.stories.test_parking_vip import apply_for_vip, put_before_the_head
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
VIP: dict[str, dict[str, set[str]]] = {  # in the order in which they follow; PRK-06
    "choosing": NOTHING | {"choose_space": APPLIES, "give_up": APPLIES},
    "agreed":   NOTHING | {"look_at": READS, "note_payment": HOLDER},
    "paid":     NOTHING | {"look_at": READS, "issue_card": HOLDER},
    "carded":   NOTHING | {"look_at": READS, "plate_made": HOLDER},
    "plated":   NOTHING | {"look_at": READS, "tested": HOLDER},
    "ready":    NOTHING | {"look_at": READS, "hand_out": HOLDER},
}
# fmt: on


@pytest.mark.slow
async def test_each_role_may_do_what_is_its_own_on_the_way_to_a_vip_space(world: World) -> None:
    """PRK-06, SEC-01, SEC-02: in every state after the head's approval."""
    anna = await apply_for_vip(world, "V-01")
    wang = await put_before_the_head(world)
    await world.humans["head"].presses("✍ 签字")
    people = {"reporter": 11, "neighbour": 12, "holder": 23, "head": 25, "stranger": 66}
    accounts = {role.value: 100 + n for n, role in enumerate(StaffRole)}
    world.write(lambda session: employ(session, accounts))
    steps = iter((
        (anna, ("选车位", "V-01")), (wang, ("登记缴费", "SJ-1")), (wang, ("登记停车卡号", "V-1")),
        (wang, ("固定车位牌已装好",)), (wang, ("都测试好了",)),
    ))  # fmt: skip
    for status, may in VIP.items():
        assert (status, who_may(world, accounts | people, may)) == (status, may)
        human, step = next(steps, (wang, ()))
        for each in step:
            await (human.says(each) if each in ("SJ-1", "V-1") else human.presses(each))


@pytest.mark.parametrize("status", walk(MAY))
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
