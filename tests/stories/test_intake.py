"""How much one person may send: kind words and a number, and never a wait for who is in danger."""

import pytest
from sqlmodel import Session

from models.estate.tables import Setting
from tests.support.register import code, moves_in
from tests.support.telling import report
from tests.support.world import World


async def test_too_many_open_reports_are_met_with_a_telephone_number(world: World) -> None:
    """GEN-11, ETQ-05: what is open is worked on; an emergency is taken all the same."""
    anna = world.humans["anna"]
    world.write(lambda session: sets(session, "intake.open_reports_at_most", 1))
    await report(world)
    await anna.says("/repair")
    assert anna.sees("您已有 1 件没做完的报修", "021-5550100")
    await anna.says("水管爆了")
    assert anna.sees("请先关总水阀", "№2")


async def test_a_flood_of_messages_is_answered_once(world: World) -> None:
    """GEN-11: after the hour everything is as before; danger passes at once."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    world.write(lambda session: sets(session, "intake.messages_per_hour", 5))
    for _ in range(9):
        await anna.says("你好")
    assert anna.heard_of("消息很多，请稍候再发") == 1
    await anna.says("楼道着火了")
    assert zhang.sees("紧急 №1")
    await world.waits(minutes=61)
    await anna.says("/help")
    assert anna.sees("我可以帮您")


@pytest.mark.parametrize("guess", ["/start {}", "{}"])
async def test_who_guesses_at_codes_is_not_heard_for_an_hour(world: World, guess: str) -> None:
    """Not even the right code opens then; danger passes at once, and no other account is kept out.

    Source: GEN-11.
    """
    stranger, chen = world.humans["stranger"], world.humans["chen"]
    world.write(lambda s: moves_in(s, "周小云", "102"))
    world.write(lambda session: sets(session, "intake.messages_per_hour", 5))
    right = code(world, "周小云")
    for number in range(9):
        await stranger.says(guess.format(f"000000000000000{number}"))
    assert stranger.heard_of("这个登记码不能用") == 5
    assert stranger.heard_of("消息很多，请稍候再发") == 1
    await stranger.says(guess.format(right))
    assert stranger.heard_of("已为您登记") == 0
    await stranger.says("楼道着火了")
    assert stranger.sees("119")
    await chen.says("/start 0000000000000000")
    assert chen.sees("这个登记码不能用")
    await world.waits(minutes=61)
    await stranger.says(guess.format(right))
    assert stranger.sees("已为您登记")


def sets(session: Session, name: str, value: object) -> None:
    """Let the estate set it so."""
    session.add(Setting(estate_id=1, name=name, value=value))
