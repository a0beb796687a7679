"""A person in danger: nobody is mended, somebody is looked after until they are well."""

import pytest
from sqlmodel import select

from models.buttons import Press
from models.followups.rules import Answer
from models.tasks.tables import Task
from tests.support.human import Human
from tests.support.world import World

# In each language: its name there, a cry in it, what the lists say, and the words of repairs.
TONGUES = (
    ("简体", "爷爷在厨房晕倒了", "有人遇险", ("修", "其他", "配件")),
    ("繁體", "爺爺在廚房暈倒了", "有人遇險", ("修", "其他", "配件")),
    ("English", "help, my husband collapsed", "Somebody in danger",
     ("repair", "Repair", "mended", "Something else", "parts")),
)  # fmt: skip


@pytest.mark.parametrize(("language", "cry", "danger", "of_things"), TONGUES)
async def test_the_staff_read_of_a_person_and_of_nothing_to_repair(
    world: World, language: str, cry: str, danger: str, of_things: tuple[str, ...]
) -> None:
    """S-10: the cards of the desk and of who goes, and every list, say who is in danger."""
    zhang, wang = world.humans["zhang"], world.humans["wang"]
    for each in (zhang, wang):
        await each.speaks(language)
    before = len(zhang.heard), len(wang.heard)
    await world.humans["anna"].says(cry)
    for command in ("/open", "/case 1"):
        await wang.says(command)
        assert danger in wang.heard[-1]
    await zhang.says("/mine")
    assert danger in zhang.heard[-1]
    await zhang.presses("🚨")
    await zhang.presses("🚶")
    await zhang.presses("📍")
    await wang.says("/case 1")
    assert [each for each in zhang.buttons() if "🔩" in each] == []
    read = [*zhang.heard[before[0] :], *wang.heard[before[1] :]]
    assert [each for each in read if any(word in each for word in of_things)] == []


FINISH = (
    ("简体", "请问现在人怎么样", "我们会问候住户", ("修", "交回", "配件", "派")),
    ("繁體", "請問現在人怎麼樣", "我們會問候住戶", ("修", "交回", "配件", "派")),
    ("English", "How is everybody now", "We ask after the resident",
     ("mended", "repair", "sheet", "parts", "came back", "assigned")),
)  # fmt: skip


@pytest.mark.parametrize(("language", "asked", "thanked", "of_things"), FINISH)
async def test_who_has_helped_says_how_the_person_is(
    world: World, language: str, asked: str, thanked: str, of_things: tuple[str, ...]
) -> None:
    """S-10: no sheet comes back, nothing is "mended", nor to be mended for good the next time."""
    anna, zhang, supervisor = (world.humans[each] for each in ("anna", "zhang", "supervisor"))
    for each in (zhang, supervisor):
        await each.speaks(language)
    before = len(supervisor.heard)
    for _ in range(2):
        await anna.says("爷爷在厨房晕倒了")
        await zhang.presses("🚨")
        await zhang.presses("✔")
        assert asked in zhang.heard[-1]
        assert not any(word in label for word in of_things for label in zhang.buttons())
        await zhang.says("已送到医院")
        assert thanked in zhang.heard[-1]
        assert not any(word in zhang.heard[-1] for word in of_things)
    await world.reaches(20)
    assert zhang.heard_of("📄") == 0
    await anna.presses("还需要人帮忙")
    assert supervisor.sees("№2", "⬆", "爷爷在厨房晕倒了")
    read = supervisor.heard[before:]
    assert [each for each in read if any(word in each for word in of_things)] == []


async def test_who_was_in_danger_is_not_mended(world: World) -> None:
    """S-10, CB-01: are they well? Who still needs somebody has the next one called at once."""
    anna, zhang, li = (world.humans[name] for name in ("anna", "zhang", "li"))
    await anna.says("爷爷在厨房晕倒了")
    await is_helped(zhang, "已扶到床上，家人陪着")
    assert anna.sees("№1", "1号楼 101", "张师傅来过了", "已扶到床上", "现在平安吗", "再问候您")
    await world.reaches(20)
    assert anna.sees("我们想问问，大家现在平安吗")
    await anna.presses("还需要人帮忙")
    assert anna.sees("№1", "正在呼叫值班人员")
    await world.waits(minutes=1)
    assert max(zhang.heard_of("还没有人处理"), li.heard_of("还没有人处理")) > 0
    await is_helped(zhang, "已送医院")
    await anna.presses("👍 平安")
    assert anna.sees("平安就好", "№1", "就此结束")
    assert not any("修" in each for each in anna.heard)
    assert anna.heard_of("哪一点") + anna.heard_of("差在哪里") == 0


async def test_half_well_is_not_well(world: World) -> None:
    """S-10: who says so in words has the next one called, as by the button."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("爷爷在厨房晕倒了")
    await is_helped(zhang, "已扶到床上")
    await world.reaches(20)
    await anna.says("还有点问题")
    assert "正在呼叫值班人员" in anna.heard[-1]
    assert anna.heard_of("完全修好") == 0


PHONED = (
    ("简体", "大家平安吗", ["住户说：平安", "住户说：还需要人"], "修"),
    ("繁體", "大家平安嗎", ["住戶說：平安", "住戶說：還需要人"], "修"),
    ("English", "is everybody safe and well",
     ["They say: all are safe", "They say: somebody is needed"], "mended"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "asks", "offered", "of_things"), PHONED)
async def test_who_telephones_a_person_in_danger_asks_whether_they_are_well(
    world: World, language: str, asks: str, offered: list[str], of_things: str
) -> None:
    """S-10, CB-01: well or not, nothing between; no opinion of work, of which there was none."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await officer.speaks(language)
    await world.reaches(12)
    await anna.says("爷爷在厨房晕倒了")
    await is_helped(world.humans["zhang"], "已扶到床上")
    await world.reaches(8)
    assert officer.sees("№1", asks, "林秀英")
    assert officer.buttons()[:2] == offered
    assert officer.heard_of(of_things) == 0
    await officer.presses(offered[1])
    assert anna.sees("№1", "正在呼叫值班人员")
    assert not any("✍" in each for each in officer.buttons())


async def test_an_old_partly_of_who_telephoned_has_somebody_called_too(world: World) -> None:
    """S-10: half well is not well, whoever says it."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await world.reaches(12)
    await anna.says("爷爷在厨房晕倒了")
    await is_helped(world.humans["zhang"], "已扶到床上")
    await world.reaches(8)
    card = officer.newest("请电话回访 №1")
    task = world.read(lambda session: session.exec(select(Task)).one())
    old = Press("phoned", task.id, task.rev, Answer.PARTLY).pack()
    world.telegram.presses(officer.telegram_id, officer.chat_id, card, old, force=True)
    await world.settles()
    assert anna.sees("№1", "正在呼叫值班人员")
    assert anna.heard_of("修") == 0


async def is_helped(technician: Human, how: str) -> None:
    """Let the technician go, be there, and say how it went."""
    await technician.presses("我马上去")
    await technician.presses("出发")
    await technician.presses("到了")
    await technician.presses("完成")
    await technician.says(how)
