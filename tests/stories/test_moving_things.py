"""Cards and keys of who moves out: asked back, noted one by one, and never forgotten."""

from datetime import date

from sqlmodel import Session, select

from models.access_cards.tables import AccessCard
from models.moving.ends import ends_on
from models.moving.rules import Keys
from models.moving.tables import HandBack
from tests.stories.test_moving_cases import leaves
from tests.support.carding import has_a_card
from tests.support.employed import who_may
from tests.support.register import moves_in
from tests.support.world import World

EVERYBODY = {"mover": 11, "neighbour": 12, "technician": 21, "officer": 23, "stranger": 66}


def states(world: World) -> list[str]:
    """Return whether the cards open anything."""
    cards = select(AccessCard.state).order_by(AccessCard.number)
    return list(world.read(lambda session: session.exec(cards).all()))


def handback(world: World) -> HandBack:
    """Return what the desk knows of it."""
    found: HandBack = world.read(lambda session: session.exec(select(HandBack)).one())
    return found


async def test_the_desk_takes_cards_and_keys_back_and_notes_what_is_missing(world: World) -> None:
    """CRD-01, OWN-08: told before, asked on the last morning, and again until each is noted."""
    wang = await has_a_card(world)
    anna = await leaves(world)
    assert anna.sees("已经记下", "MJ-0101", "和钥匙一起交到服务中心")
    await world.waits(days=2)
    assert anna.sees("今天是最后一天", "MJ-0101", "我们给过您的钥匙")
    assert wang.sees("1号楼 101", "请当面点收", "门禁卡", "等交回", "钥匙：等交回")
    assert states(world) == ["returning"]
    tried = ("thing_back|1", "thing_back|keys", "thing_missing|1", "thing_missing|keys")
    assert who_may(world, EVERYBODY, tried, on=handback(world).id) == {
        t: {"officer"} for t in tried
    }
    await wang.presses("收回 MJ-0101")
    assert wang.sees("1号楼 101", "已收回，已停用", "钥匙：等交回")
    assert states(world) == ["returned"]
    await wang.presses("收回 MJ-0101", old=wang.newest("已收回，已停用"))
    assert "不能" in wang.toast
    await world.waits(days=1)
    assert wang.sees("1号楼 101", "还没有收齐", "钥匙：等交回")
    await wang.presses("没交钥匙")
    assert wang.sees("1号楼 101", "钥匙：没有交回")
    await world.waits(days=2)
    assert wang.heard_of("还没有收齐") == 0  # everything is noted
    assert (handback(world).keys, handback(world).noted_by) == (Keys.MISSING, 3)


async def test_who_stays_keeps_the_card_and_a_missing_one_opens_nothing(world: World) -> None:
    """CRD-01, OWN-08: taken back on the last day too; without a press of theirs it is blocked."""
    wang = await has_a_card(world)
    anna = await leaves(world, "2026-11-23")
    await world.rings()
    assert states(world) == ["returning"]
    asked = wang.newest("请当面点收")
    await anna.presses("不迁出了")
    assert states(world) == ["works"]
    await wang.presses("收回 MJ-0101", old=asked)
    assert "不能" in wang.toast
    await leaves(world, "2026-11-24")
    await world.waits(days=2)
    await wang.presses("没交 MJ-0101")
    assert states(world) == ["blocked"]
    assert wang.sees("1号楼 101", "没有交回，已停用")


async def test_what_the_register_knows_to_be_long_over_is_asked_of_nobody(world: World) -> None:
    """OWN-08: ends of years ago come along with a workbook; last week's is still spoken about."""

    def left(session: Session, name: str, on: date) -> None:
        ends_on(session, moves_in(session, name, "102"), on)

    wang = world.humans["wang"]
    world.write(lambda session: left(session, "旧业主", date(2025, 5, 31)))
    await world.waits(days=2)
    assert wang.heard_of("1号楼 102") == 0
    assert world.read(lambda session: session.exec(select(HandBack)).all()) == []
    world.write(lambda session: left(session, "前业主", date(2026, 11, 20)))
    await world.waits(days=2)
    assert wang.sees("1号楼 102", "钥匙：等交回")


async def test_who_has_brought_the_card_back_is_forgotten_all_the_same(world: World) -> None:
    """OWN-08: the card stays in the register, and nothing says any more who was asked for it."""
    wang = await has_a_card(world)
    anna = await leaves(world, "2026-11-23")
    await world.rings()
    await wang.presses("收回 MJ-0101")
    await wang.presses("没交钥匙")
    await anna.says("/forget")
    await anna.presses("删除我的资料")
    await world.waits(days=9)
    assert anna.sees("与您有关的资料已经删除")
    assert handback(world).residency_id is None
    assert states(world) == ["returned"]


async def test_a_card_that_nobody_brought_is_asked_for_though_its_holder_is_forgotten(
    world: World,
) -> None:
    """CRD-01, OWN-08: the desk goes on asking the home, until it notes card and keys as missing."""
    wang = await has_a_card(world)
    anna = await leaves(world, "2026-11-23")
    await world.rings()
    await anna.says("/forget")
    await anna.presses("删除我的资料")
    await world.waits(days=9)
    assert anna.sees("与您有关的资料已经删除")
    asked = wang.heard_of("还没有收齐")
    await world.waits(days=1)
    assert wang.heard_of("还没有收齐") == asked + 1
    assert handback(world).residency_id is None
    await wang.presses("没交 MJ-0101")
    await wang.presses("没交钥匙")
    assert wang.sees("1号楼 101", "没有交回，已停用", "钥匙：没有交回")
    assert states(world) == ["blocked"]
    await world.waits(days=2)
    assert wang.heard_of("还没有收齐") == asked  # the last became what is noted
