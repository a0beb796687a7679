"""An album comes in pieces, and says on any of them what it is about."""

import pytest
from sqlmodel import select

from models.progress import Told
from tests.support.telling import picture, report
from tests.support.world import World

THREE = [picture(n) for n in (10, 20, 30)]


async def test_a_new_story_is_not_of_what_was_reported_a_minute_ago(world: World) -> None:
    """REP-01: its pictures without words stay with the one that has them."""
    anna = world.humans["anna"]
    await report(world)
    await anna.sends("楼下大堂的灯坏了", photos=THREE)
    assert anna.sees("照明 · 大堂", "已收到 3 个文件")
    assert anna.heard_of("已经加到 №1") == 0


@pytest.mark.parametrize("captioned", [0, 1, 2])
async def test_who_comes_to_an_emergency_has_every_picture_of_it(
    world: World, captioned: int
) -> None:
    """S-10: those that came before the cry too, and nothing is asked about them any more."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.sends("水管爆了", photos=THREE, captioned=captioned)
    await zhang.presses("我马上去")
    assert zhang.files() == ["photo", "photo", "photo"]
    assert world.read(lambda session: session.exec(select(Told)).all()) == []
