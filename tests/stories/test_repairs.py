"""Repairs, from the first word to the callback."""

from tests.support.world import World


async def report(world: World) -> None:
    """Let Anna report a dripping tap for tomorrow morning."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
    await anna.says("厨房水龙头一直滴水")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")


async def test_a_dripping_tap_is_reported_taken_mended_and_asked_about(world: World) -> None:
    """REP-02, REP-03, REP-06, REP-08, CB-01, S-01: six presses and a sentence carry it through."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    group = world.humans["zhang_in_group"]
    await report(world)
    assert anna.sees("№1", "09:00–11:00")
    assert group.sees("№1", "1号楼 101", "滴水")

    await group.presses("接单")
    assert anna.sees("№1", "张师傅")
    assert zhang.sees("№1", "林女士", "+8613800000011")

    await group.presses("出发")
    assert anna.sees("№1", "出发")

    await group.presses("完成")
    await zhang.says("换了阀芯,不漏了")
    assert anna.sees("№1", "换了阀芯")

    await world.waits(hours=2, minutes=1)
    assert anna.sees("№1", "修好")
    await anna.presses("修好了")
    assert anna.sees("谢谢")
