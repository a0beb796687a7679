"""Who may press what on a change of the owner's file: asked at the press, of today's roles."""

import pytest

from models.people.tables import StaffRole
from tests.stories.test_owners_forms import is_entered, is_sold
from tests.support.employed import NOBODY, OFFICERS, employ, everybody_leaves, who_may
from tests.support.owning import asks, sees_originals
from tests.support.telling import report
from tests.support.walks import walk
from tests.support.world import World

HOLDER, ASKS, HEAD = {"holder"}, {"reporter"}, {"head", "office_head"}
READS = OFFICERS | HOLDER | HEAD
# fmt: off
NOTHING: dict[str, set[str]] = dict.fromkeys(
    (
        *("send_proof", "withdraw_change", "take_change", "proof_fails", "change_before_head"),
        *("original_seen|identity_card", "approve_change", "refuse_change"),
        *("enter_form", "form_right", "form_wrong", "cancel_account"),  # a new owner's form
    ), NOBODY,
) | {"change_card": READS}
MAY: dict[str, dict[str, set[str]]] = {
    "originals": NOTHING | {
        "send_proof":                   ASKS,
        "withdraw_change":              ASKS,
        "take_change":                  READS,
        "proof_fails":                  HOLDER,
        "original_seen|identity_card":  HOLDER,
    },
    "approving": NOTHING | {
        "withdraw_change":  ASKS,
        "approve_change":   HEAD,           # OWN-06: nobody else, whoever has it
        "refuse_change":    HEAD,
    },
    "in effect": NOTHING,
}
# fmt: on


@pytest.mark.parametrize("status", walk(MAY))
async def test_each_role_may_do_what_the_matrix_says_and_nothing_after_leaving(
    world: World, status: str
) -> None:
    """OWN-06, OWN-08, SEC-01, SEC-02: residents, every role of the office, and strangers."""
    added = {"co-resident": 13, **{role.value: 100 + n for n, role in enumerate(StaffRole)}}
    await asks(world, "联系电话", "13900001111")
    if status != "originals":
        head = await sees_originals(world)
        if status == "in effect":
            await head.presses("✅ 批准")
    world.write(lambda session: employ(session, added))
    people = {"reporter": 11, "neighbour": 12, "holder": 23, "head": 25, "stranger": 66}
    assert who_may(world, added | people, MAY[status]) == MAY[status]
    world.write(everybody_leaves)
    left = who_may(world, added | people, MAY[status])
    assert left == dict.fromkeys(MAY[status], NOBODY)


@pytest.mark.slow
async def test_a_form_is_entered_reviewed_and_closed_by_whom_the_rules_name(world: World) -> None:
    """OWN-04, OWN-05, OWN-08: the desk enters, the company's general manager alone closes."""
    added = {"co-resident": 13, **{role.value: 100 + n for n, role in enumerate(StaffRole)}}
    wang = await is_sold(world)
    world.write(lambda session: employ(session, added))
    people = added | {"seller": 11, "neighbour": 12, "holder": 23, "head": 25, "stranger": 66}
    presses = list(NOTHING)
    may = dict.fromkeys(presses, NOBODY) | {"change_card": READS, "enter_form": READS}
    assert who_may(world, people, presses, on=2) == may
    await is_entered(wang)
    reviews = dict.fromkeys(("form_right", "form_wrong"), READS)
    reviews["form_right"] = READS - HOLDER  # who has entered it does not review it
    may = dict.fromkeys(presses, NOBODY) | {"change_card": READS} | reviews
    assert who_may(world, people, presses, on=2) == may | {"cancel_account": {"company"}}


async def test_no_button_of_the_file_does_anything_to_another_kind_of_case(world: World) -> None:
    """SEC-01: forged onto a repair, each is refused."""
    await report(world)
    people = {"reporter": 11, "officer": 23, "head": 25}
    assert who_may(world, people, NOTHING) == dict.fromkeys(NOTHING, NOBODY)
