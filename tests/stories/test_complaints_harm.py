"""Harm that is going on is stopped first; how complaints are handled is shown to everybody."""

from tests.support.complaining import cast_of_complaints, complain, fill_in, resolve
from tests.support.world import World, sets

NOW = "正在发生，请先制止"


async def test_harm_that_goes_on_is_stopped_before_it_is_handled(world: World) -> None:
    """CMP-10: who has it and who is on duty are called at once; then it is handled as any other."""
    await cast_of_complaints(world)
    anna, manager, wang = (world.humans[who] for who in ("anna", "manager", "wang"))
    await complain(world, told="楼下正在烧东西，烟往窗里灌", wished=NOW)
    await world.rings()
    assert anna.sees("投诉 №1", "我们先去制止，再处理")
    assert manager.sees("投诉 №1", "请马上去制止")
    assert wang.sees("投诉 №1", "请马上去制止")
    await manager.presses("受理")
    zhao = world.humans["supervisor"]
    assert zhao.sees("投诉 №1", "正在发生，请先制止")
    await zhao.says("/case 1")
    assert not any("已解决" in label for label in zhao.buttons())
    await manager.says("/case 1")
    await manager.presses("更多")
    assert not any("不成立" in label for label in manager.buttons())
    await wang.presses("已制止")
    assert anna.sees("正在发生的事我们已经制止", "赵强", "前解决")
    await zhao.says("/case 1")
    await resolve(zhao)
    assert anna.sees("已经处理", "今天已经修好")


async def test_an_old_button_does_not_pass_over_the_harm(world: World) -> None:
    """CMP-10: a plan, a result or a no waits, by whichever button."""
    await cast_of_complaints(world)
    await complain(world, told="楼下正在烧东西", wished=NOW)
    manager = world.humans["manager"]
    world.telegram.presses(31, 31, manager.newest("投诉 №1"), "1|explain|1|0", force=True)
    await world.settles()
    assert "请先制止正在发生的损害" in manager.toast
    await manager.says("/case 1")
    await manager.presses("已制止")
    await manager.presses("不成立")
    assert "投诉人会看到原话" in manager.heard[-1]
    world.telegram.presses(31, 31, manager.newest("投诉 №1"), "1|stop|1|0", force=True)
    await world.settles()
    assert "已经有人制止了" in manager.toast


async def test_the_call_to_stop_it_climbs_until_somebody_has(world: World) -> None:
    """CMP-10, S-10: every `emergency.call_minutes` the next one up, at any hour; then silence."""
    await cast_of_complaints(world)
    world.write(lambda s: sets(s, "emergency.call_minutes", 5))
    await complain(world, told="楼下正在烧东西", wished=NOW)
    head, called = world.humans["head"], "请马上去制止"
    await world.waits(minutes=4)
    assert head.heard_of(called) == 0
    await world.waits(minutes=1)
    assert head.heard_of(called) == 1
    await head.presses("已制止")
    await world.waits(hours=1)
    everybody = ("head", "company", "manager", "wang")
    assert [world.humans[who].heard_of(called) for who in everybody] == [1, 0, 1, 1]


async def test_whom_it_is_about_is_not_called_to_stop_it(world: World) -> None:
    """CMP-05, CMP-10: the officer on duty is named; somebody else is called."""
    await cast_of_complaints(world)
    await complain(world, told="王芳正在砸门", against="王芳", wished=NOW)
    await world.waits(hours=1)
    assert world.humans["wang"].heard_of("№1") == 0
    assert world.humans["manager"].sees("请马上去制止")


async def test_how_complaints_are_handled_is_shown_to_everybody(world: World) -> None:
    """CMP-03, CMP-01, S-18, S-20: ways, process, limits of each class, and the class table."""
    await cast_of_complaints(world)
    world.write(lambda s: sets(s, "complaint.B.limit_days", 4))
    for who in ("anna", "zhang"):
        await world.humans[who].says("/limits")
    anna = world.humans["anna"]
    assert anna.sees("投诉怎么办理", "021-5550100", "写信", "2 天内告诉您已收到", "专人负责到底")
    assert anna.sees("A 重大：2 天内答复，10 天内解决", "B 一般：4 天内解决", "C 轻微：2 天内")
    assert anna.sees("A：\u2068人身伤害", "B：\u2068维修拖延", "楼道卫生\u2069、\u2068服务态度")
    assert world.humans["zhang"].sees("投诉怎么办理")
    await anna.says("/help")
    assert anna.sees("请发 /limits")


async def test_nothing_is_asked_more_than_before(world: World) -> None:
    """CMP-10: whether it is going on is one of the answers to by when; not asked again."""
    await cast_of_complaints(world)
    anna = await fill_in(world, wished=NOW)
    assert any("提交投诉" in label for label in anna.buttons())
    assert "正在发生" in anna.heard[-1]
