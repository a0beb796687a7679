"""Praise 表扬: thanks at once, and the words reach whom they are for, and the head."""

from tests.support.asking import answers, ask, taken
from tests.support.world import World, leaves


async def test_praise_is_thanked_for_and_reaches_the_colleague_and_the_head(world: World) -> None:
    """ENQ-08, ETQ-09: named in the words, nobody is asked again whom it is for."""
    await world.reaches(9)
    anna = world.humans["anna"]
    await anna.says("/praise")
    await anna.says("张建国师傅来得快，还把地擦干净了")
    assert anna.sees("表扬 №1", "非常感谢您的表扬", "您表扬的同事也会听到")
    assert world.humans["zhang"].sees("住户表扬您", "林女士", "把地擦干净了", "谢谢您的用心")
    assert world.humans["head"].sees("住户表扬", "把地擦干净了", "感谢这位同事")
    for nobody in ("wang", "supervisor", "li", "management", "zhang_in_group"):
        assert world.humans[nobody].heard_of("把地擦干净了") == 0


async def test_who_is_not_named_is_chosen_among_those_whom_the_resident_has_met(
    world: World,
) -> None:
    """ENQ-08: a colleague who answered before, the whole team, or words."""
    anna = await ask(world)
    await answers(await taken(world))
    await anna.says("/praise")
    await anna.says("回答得又快又耐心")
    assert anna.buttons()[:2] == ["王芳", "大家都好"]
    await anna.presses("王芳")
    assert world.humans["wang"].sees("住户表扬您", "又快又耐心")
    assert world.humans["head"].sees("又快又耐心", "表扬的是：", "王芳")
    assert anna.sees("表扬 №2", "非常感谢您的表扬")


async def test_free_words_describe_whom_it_is_for(world: World) -> None:
    """ENQ-08: the head hears them and passes them on; nobody else is troubled."""
    await world.reaches(9)
    anna = world.humans["anna"]
    await anna.says("门口的保安大哥天天帮我提菜，表扬一下")
    await anna.presses("转达表扬")
    await anna.says("东门的高个子保安")
    assert world.humans["head"].sees("天天帮我提菜", "东门的高个子保安")
    assert world.humans["wang"].heard_of("提菜") == 0


async def test_nothing_is_asked_or_due_afterwards(world: World) -> None:
    """ENQ-08: no follow-up, no reminder; it stands in the resident's list."""
    await world.reaches(9)
    anna = world.humans["anna"]
    await anna.says("/faq")
    await anna.presses("🌷 表扬")
    await anna.says("小区打扫得真干净")
    await anna.presses("大家都好")
    heard = len(anna.heard)
    await world.waits(days=4)
    assert len(anna.heard) == heard
    await world.humans["wang"].says("/open")
    assert "表扬" not in world.humans["wang"].heard[-1]
    await anna.says("/cases")
    assert anna.sees("№1", "表扬", "已转达")


async def test_who_has_left_hears_nothing(world: World) -> None:
    """SEC-01: the head does."""
    await world.reaches(9)
    anna, day = world.humans["anna"], world.clock.now().date()
    world.write(lambda session: leaves(session, "张建国", day))
    await anna.says("/praise")
    await anna.says("张建国师傅真好")
    assert world.humans["zhang"].heard_of("师傅真好") == 0
    assert world.humans["head"].sees("师傅真好")
