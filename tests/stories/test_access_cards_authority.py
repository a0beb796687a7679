"""Who may press what on an application for a card and on a card: asked at the press."""

import pytest
from sqlmodel import select

from models.access_cards.tables import AccessCard
from tests.support.carding import costs
from tests.support.employed import who_may
from tests.support.human import Human
from tests.support.telling import picture
from tests.support.world import World

APPLIES, HOLDER = {"reporter"}, {"holder"}
DESK = {"holder", "colleague", "head"}
PEOPLE = {
    "reporter": 11,
    "neighbour": 12,
    "holder": 23,
    "colleague": 24,
    "head": 25,
    "technician": 21,
    "stranger": 66,
}
NOBODY: set[str] = set()
# fmt: off
NOTHING: dict[str, set[str]] = dict.fromkeys(
    ("card_papers", "card_give_up", "card_take", "card_checked", "card_fails", "card_paid",
     "card_made", "card_out", "card_block"), NOBODY,
)
MAY = {  # in the order in which they follow
    "papers":   NOTHING | {"card_papers": APPLIES, "card_give_up": APPLIES},
    "checking": NOTHING | {"card_papers": APPLIES, "card_give_up": APPLIES, "card_take": DESK,
                           "card_checked": HOLDER, "card_fails": HOLDER},
    "fee":      NOTHING | {"card_give_up": APPLIES, "card_take": DESK, "card_paid": HOLDER},
    "paid":     NOTHING | {"card_take": DESK, "card_made": HOLDER},
    "ready":    NOTHING | {"card_take": DESK, "card_out": HOLDER},
    "issued":   NOTHING,
}
ON_THE_CARD = {
    "card_lost": APPLIES, "card_lost|sure": APPLIES, "card_return": APPLIES,
    "card_return|sure": APPLIES, "card_back": NOBODY,  # nobody has said that it comes back
}
# fmt: on


@pytest.mark.slow
async def test_each_may_do_what_the_matrix_says(world: World) -> None:
    """CRD-01, SEC-01, SEC-02: residents, the desk, technicians and strangers, state by state."""
    world.write(costs)
    await world.reaches(9)
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("/cards")
    for each in ("申请办卡", "门禁卡", "跳过", "跳过", "提交申请"):
        await anna.presses(each)
    for status, may in MAY.items():
        assert (status, who_may(world, PEOPLE, may)) == (status, may)
        await goes_on(world, status, anna, wang)
    card = world.read(lambda session: session.exec(select(AccessCard.id)).one())
    assert who_may(world, PEOPLE, ON_THE_CARD, on=card) == ON_THE_CARD
    assert who_may(world, PEOPLE, ("card_show",)) == {"card_show": DESK}


async def goes_on(world: World, status: str, anna: Human, wang: Human) -> None:
    """Let the next step be done by whoever does it."""
    if status == "papers":
        await anna.presses("补证件照片")
        await anna.sends(photos=[picture(1)])
        await anna.presses("拍好了")
        await Human(world, 23, world.humans["management"].chat_id).presses("我来办")
    elif status == "checking":
        await wang.presses("证件没问题")
    elif status in ("fee", "paid"):
        await wang.presses("登记缴费" if status == "fee" else "登记卡号")
        await wang.says("MJ-0101")
    elif status == "ready":
        await wang.presses("卡已交给住户")
