"""What a resident says besides the answer, and who reads it."""

from tests.support.telling import picture, report_and_mend
from tests.support.world import World

FORGED = "1|opinion|1|0|rude"


async def answers(world: World, answer: str) -> None:
    """Let Anna be asked at two what was mended at noon, and answer."""
    await report_and_mend(world, 12)
    await world.reaches(14)
    await world.humans["anna"].presses(answer)


async def test_reasons_and_a_sentence_come_after_the_answer_and_can_be_skipped(
    world: World,
) -> None:
    """REP-15: two presses and a photograph; the group and who did the work read it."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await answers(world, "修好了")
    assert anna.sees("您觉得哪一点做得好")
    await anna.presses("很准时")
    await anna.presses("收拾干净")
    assert anna.sees("已记下：很准时、收拾干净")
    assert "很准时" not in anna.buttons()
    await anna.presses("写一句")
    await anna.sends("师傅辛苦了,电话 13912345678", photos=[picture()])
    assert anna.sees("谢谢您，已经记下")
    assert zhang.sees("工单 №1", "修好了 · 很准时 · 收拾干净", "师傅辛苦了")
    assert zhang.files() == ["photo"]
    group = world.humans["zhang_in_group"]
    assert group.sees("№1", "很准时", "师傅辛苦了", "•••")
    assert group.heard_of("13912345678") == 0
    assert group.files() == []
    await world.humans["wang"].says("/why 1")
    assert world.humans["wang"].sees("住户提意见")


async def test_one_press_skips_it(world: World) -> None:
    """REP-15: nothing has to be said; the words that come later are as welcome."""
    anna = world.humans["anna"]
    await answers(world, "修好了")
    await anna.presses("不用了")
    assert anna.sees("好的，谢谢")
    assert not any("准时" in label for label in anna.buttons())
    await answers(world, "修好了")
    await anna.presses("写一句")
    await anna.presses("跳过")
    assert anna.heard_of("已经记下") == 0
    assert anna.heard_of("好的，谢谢您") == 1


async def test_a_fault_goes_to_the_supervisor_in_writing_with_the_opinion(world: World) -> None:
    """CB-14: result, opinion and what is done about it, at once and kept up to date."""
    anna, supervisor = world.humans["anna"], world.humans["supervisor"]
    group = world.humans["zhang_in_group"]
    await answers(world, "没修好")
    assert supervisor.sees("№1", "没有修好", "第 1 次返修", "上次处理：张师傅", "优先重新派单")
    await anna.presses("老毛病还在")
    await anna.presses("老毛病还在", old=anna.newest("差在哪里"))
    await anna.presses("写一句")
    await anna.says("一开水就滴")
    assert supervisor.sees("№1", "意见：老毛病还在", "一开水就滴", "11月23日(周一)14:30 前有人接单")
    assert group.sees("№1", "第 1 次返修", "没修好 · 老毛病还在", "一开水就滴")
    await group.presses("接单")
    assert supervisor.sees("№1", "意见：老毛病还在", "现在：已接单 · 张师傅")
    assert supervisor.heard_of("没有修好") == 1


async def test_not_quite_mended_is_written_up_too(world: World) -> None:
    """CB-14: the same technician comes once more, and reads why."""
    await answers(world, "还差一点")
    await world.humans["anna"].presses("没收拾干净")
    assert world.humans["supervisor"].sees("№1", "还差一点", "没收拾干净", "原师傅再去一次")
    assert world.humans["zhang"].sees("工单 №1", "还差一点 · 没收拾干净")


async def test_the_officer_who_heard_it_writes_down_why(world: World) -> None:
    """CB-14, REP-15: by telephone the officer gives the reasons; nobody else may."""
    officer, anna = world.humans["wang"], world.humans["anna"]
    await report_and_mend(world, 12)
    await world.reaches(8)
    await officer.presses("住户说：没修好")
    assert officer.sees("№1", "住户还说了什么")
    await officer.presses("来晚了")
    await officer.presses("写一句")
    await officer.says("约好九点,十一点才到")
    assert world.humans["supervisor"].sees("№1", "意见：来晚了", "十一点才到")
    assert anna.heard_of("差在哪里") == 0


async def test_an_opinion_fits_its_answer_and_is_its_reporters(world: World) -> None:
    """CB-14: a forged reason, or one by a neighbour, changes nothing."""
    await answers(world, "修好了")
    for who in ("anna", "chen", "zhang"):
        human = world.humans[who]
        message = human.messages[-1]["id"]
        world.telegram.presses(human.telegram_id, human.chat_id, message, FORGED, force=True)
        await world.settles()
        assert human.toast
    assert world.humans["zhang"].heard_of("态度不好") == 0
