"""The kind of a case was unclear: staff convert it, and who reported it hears what changes."""

import pytest
from sqlmodel import Session, select

from models.cases.tables import Case, CaseFile
from models.due import Moment
from models.repairs.reporting import ClaimIsLate
from models.repairs.visits import VisitEnds
from tests.stories.test_incidents import lobby_is_dark, reports_the_lobby
from tests.support.asking import answers, ask, suggest, taken
from tests.support.canaries import Overheard
from tests.support.complaining import cast_of_complaints, complain
from tests.support.contended import pressed_as_it_rings
from tests.support.human import Human
from tests.support.pressing import ever_shown, pressed
from tests.support.talking import begin_talk
from tests.support.telling import fill_in, picture, report
from tests.support.world import World, sets

CONVERT = "不是报修，转为"
PRESSES = ("更多", CONVERT, "投诉")
BACK = "不是投诉，转为"


async def into_complaint(
    world: World, who: str = "wang", number: int = 1, pressing: tuple[str, ...] = PRESSES
) -> None:
    """Let an officer convert the repair that was reported."""
    officer = world.humans[who]
    await officer.says(f"/case {number}")
    for label in pressing:
        await officer.presses(label)


async def test_a_repair_that_is_a_complaint_leaves_the_group_and_keeps_its_number(
    world: World,
) -> None:
    """S-52, CMP-13: one sentence to the reporter; №, words and photographs stay; group says no."""
    await cast_of_complaints(world)
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await fill_in(world, told="水龙头修了三次还漏，没人管")
    await anna.sends(photos=[picture(3)])
    await anna.presses("提交报修")
    await world.humans["zhang_in_group"].presses("接单")
    await into_complaint(world)
    assert anna.sees("您的 №1", "改按投诉办理", "编号不变", "11月25日(周三)23:59")
    assert anna.sees("投诉 №1", "YHY-C-KF-00001", "孙经理")
    assert world.humans["manager"].sees("投诉 №1", "修了三次还漏", "林")
    assert world.humans["manager"].files() == ["photo"]
    for name in ("zhang", "zhang_in_group"):
        assert world.humans[name].sees("№1", "改由别的同事办理")
        assert world.humans[name].heard_of("修了三次") == 0
        assert world.humans[name].heard_of("投诉") == 0
    await world.humans["zhang_in_group"].replies("改由别的同事办理", "什么情况？")
    assert anna.heard_of("什么情况") == 0
    await zhang.says("/mine")
    assert zhang.heard_of("1号楼 101") == 0
    assert world.read(lambda s: [each.number for each in s.exec(select(Case))]) == [1]
    assert len(world.read(lambda s: s.exec(select(CaseFile)).all())) == 1


async def test_what_was_booked_for_a_repair_rings_no_more(world: World) -> None:
    """S-52, GEN-07: the promises are the complaint's: no dispatch rings, the place is free."""
    await cast_of_complaints(world)
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report(world)
    await into_complaint(world)
    heard = len(group.heard)
    await world.waits(minutes=61)
    assert world.humans["head"].sees("投诉 №1", "过了时限还没有评审")
    await world.waits(days=1, hours=3)
    assert len(group.heard) == heard
    assert anna.heard_of("非常抱歉") == 0
    await world.waits(days=2)
    assert anna.sees("非常抱歉", "投诉 №1", "报告上级")


@pytest.mark.postgres
@pytest.mark.parametrize("kind", [ClaimIsLate, VisitEnds])
async def test_what_is_converted_waits_for_no_moment_that_the_clock_has_in_its_hands(
    world: World, kind: type[Moment]
) -> None:
    """S-52: the moment is called off, for it is no repair any more."""
    await cast_of_complaints(world)
    anna, group, wang = (world.humans[name] for name in ("anna", "zhang_in_group", "wang"))
    await report(world)
    await into_complaint(world, pressing=PRESSES[:-1])
    heard = len(group.heard)
    await pressed_as_it_rings(world, kind, wang.presses("投诉"))
    assert anna.sees("您的 №1", "改按投诉办理")
    assert len(group.heard) == heard


async def test_a_complaint_that_is_a_repair_is_dispatched_and_can_be_put_back(
    world: World,
) -> None:
    """S-52, REP-02, REP-06: of which trade is asked; nothing of the complaint is late any more."""
    await cast_of_complaints(world)
    anna, manager = world.humans["anna"], world.humans["manager"]
    await complain(world, told="楼上漏水到我家")
    await manager.presses("更多")
    await manager.presses(BACK)
    await manager.presses("报修")
    await manager.presses("水")
    assert world.humans["zhang_in_group"].sees("№1", "1号楼 101", "楼上漏水到我家")
    assert anna.sees("您的 №1", "改按报修办理", "前有师傅接单")
    await anna.presses("改时间")
    await anna.presses("明天")
    await anna.presses("09:00")
    assert anna.sees("报修 №1", "11月24日(周二)09:00–11:00")
    assert manager.sees("№1", "改由别的同事办理")
    await world.waits(days=4)
    assert manager.heard_of("已过时间") + world.humans["head"].heard_of("过了时限还没有评审") == 0
    await into_complaint(world, "manager")
    assert anna.sees("投诉 №1", "YHY-B-GC-00001")
    await world.waits(minutes=61)
    assert world.humans["head"].sees("投诉 №1", "过了时限还没有评审")
    assert anna.heard_of("改按") == 2


async def test_whoever_reported_it_too_goes_along(world: World) -> None:
    """S-52, CMP-08: who joined in is told as well, and weighs as a signer does."""
    await cast_of_complaints(world)
    anna, chen = world.humans["anna"], world.humans["chen"]
    await reports_the_lobby(world)
    await lobby_is_dark(world, "chen")
    await chen.presses("是同一件事，跟进 №1")
    await chen.says("大堂天天黑着没人管")
    await into_complaint(world)
    assert chen.sees("您的 №1", "改按投诉办理")
    assert world.humans["head"].sees("投诉 №1", "YHY-A", "大堂天天黑着没人管")
    assert anna.sees("投诉 №1", "YHY-A")


async def test_whom_it_names_learns_nothing(world: World) -> None:
    """S-52, CMP-05: the one who had the job, named in it, is told of nothing but that it is gone.

    And what names somebody, or comes from who stays unnamed, becomes no repair.
    """
    await cast_of_complaints(world)
    zhang = world.humans["zhang"]
    await report(world, told="张建国上门态度很差")
    await world.humans["zhang_in_group"].presses("接单")
    await into_complaint(world)
    await zhang.says("/case 1")
    assert zhang.heard_of("态度很差") == 0
    await complain(world, "chen", told="楼道脏", against="保安站岗玩手机", name="不留名")
    for number in (1, 2):
        await world.humans["manager"].says(f"/case {number}")
        await world.humans["manager"].presses("更多")
        assert not any(BACK in label for label in world.humans["manager"].buttons())


async def test_where_the_office_has_set_so_kinds_stay(world: World) -> None:
    """S-52: `intake.reclassify` false: no button, and an old one does nothing; nor in danger."""
    await cast_of_complaints(world)
    wang = world.humans["wang"]
    await report(world)
    await wang.says("/case 1")
    await wang.presses("更多")
    old = wang.newest("请问您要做什么")
    world.write(lambda s: sets(s, "intake.reclassify", value=False))
    await wang.presses(CONVERT, old=old)
    assert world.read(lambda s: s.get_one(Case, 1).kind) == "repair"
    await wang.presses("更多")
    assert not any(CONVERT in label for label in wang.buttons())


async def test_an_officer_makes_a_complaint_of_a_talk(world: World) -> None:
    """S-52, GEN-01, S-49: what a complaint asks, for the resident; the receipt is theirs."""
    await cast_of_complaints(world)
    await begin_talk(world)
    anna, wang = world.humans["anna"], world.humans["wang"]
    await wang.presses("替住户登记投诉")
    await wang.says("说好来修，没有人来")
    await wang.presses("维修拖延")
    await wang.presses("1号楼 101")
    await wang.presses("不对某个人")
    await wang.presses("尽快解决")
    await wang.presses("按规定就好")
    await wang.presses("来电")
    await wang.presses("刚才")
    await wang.presses("提交投诉")
    assert wang.sees("投诉 №1", "已登记", "住户在 Telegram 里收到")
    assert anna.sees("投诉 №1", "YHY-B-GC-00001", "已受理")
    await world.humans["manager"].says("/why 1")
    assert world.humans["manager"].sees("来电，由客服登记", "王芳")


async def converts(officer: Human, *into: str) -> None:
    """Let who has an enquiry or a suggestion say what it is."""
    await officer.presses("更多")
    await officer.presses("转为另一类")
    for each in into:
        await officer.presses(each)


async def test_a_question_that_is_a_repair_is_dispatched_and_can_be_put_back(world: World) -> None:
    """S-52, ENQ-01, REP-06: the answer is late no more; back again it has a promise of its own."""
    anna = await ask(world, "厨房的灯怎么不亮了")
    await converts(await taken(world), "报修", "电")
    assert anna.sees("您的 №1", "改按报修办理", "前有师傅接单")
    assert world.humans["zhang_in_group"].sees("№1", "厨房的灯怎么不亮了")
    assert world.humans["management"].sees("№1", "改由别的同事办理")
    wang = world.humans["wang"]
    await world.waits(days=2)
    assert wang.heard_of("已过答复时间") == 0
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses(CONVERT)
    await wang.presses("咨询")
    assert anna.sees("您的 №1", "改按咨询办理", "11月26日(周四)09:00")
    await answers(await taken(world), "换一只灯泡就好")
    assert anna.sees("王芳", "答复您", "换一只灯泡就好")


async def test_a_suggestion_that_is_a_complaint_is_judged_in_private(world: World) -> None:
    """S-52, CMP-13, SEC-01: the desk's group reads no more of it; a complaint can be one too."""
    await cast_of_complaints(world)
    anna = await suggest(world, "建议楼道每天扫，已经三天没扫了")
    await converts(await taken(world), "投诉")
    assert anna.sees("投诉 №1", "孙经理")
    assert world.humans["management"].heard_of("投诉") == 0
    assert world.humans["management"].heard_of("三天没扫") == 0
    manager = world.humans["manager"]
    await manager.presses("更多")
    await manager.presses(BACK)
    await manager.presses("建议")
    assert anna.sees("您的 №1", "改按建议办理", "11月26日(周四)18:00")
    await converts(await taken(world), "咨询")
    assert anna.sees("您的 №1", "改按咨询办理", "11月24日(周二)09:00")
    await world.waits(hours=18)
    assert world.humans["management"].sees("咨询 №1", "三天没扫")


@pytest.mark.slow
@pytest.mark.parametrize("to_complaint", [True, False])
async def test_old_buttons_of_what_it_was_are_answered_kindly(
    world: World, overheard: Overheard, *, to_complaint: bool
) -> None:
    """S-52: every button ever shown, and every button of the other kind, pressed by everybody."""
    await cast_of_complaints(world)
    manager = world.humans["manager"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await complain(world, "chen")
    shown = [each.split("|")[1] for each in ever_shown(world)]
    if to_complaint:
        await into_complaint(world)
    else:
        await manager.presses("更多")
        await manager.presses(BACK)
        await manager.presses("报修")
        await manager.presses("水")
    shown += [each.split("|")[1] for each in ever_shown(world)]

    def tries(session: Session) -> None:
        for action in sorted(set(shown)):
            for number in (1, 2):
                for account in (11, 12, 21, 23, 25, 31):
                    undone = session.begin_nested()
                    pressed(world, session, account, account, f"1|{action}|{number}|0")
                    undone.rollback()
                    session.expire_all()

    world.write(tries)
    assert overheard.errors == []
