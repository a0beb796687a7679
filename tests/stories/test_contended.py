"""Who presses as the clock is about to ring: what the press calls off rings no more."""

import pytest
from sqlmodel import select

from models.cases.operations import locked
from models.complaints.clock import RouteIsLate
from models.due import Moment
from models.enquiries.clock import AnswerIsLate
from models.followups.planning import FollowUpIsDue, FollowUpSilent
from models.repairs.prices import PriceIsUnanswered
from models.repairs.referrals import ReferralIsDue
from models.repairs.visits import VisitEnds
from models.tasks.tables import Task
from tests.stories.test_conversions import BACK, converts
from tests.stories.test_quotes import tells_price
from tests.stories.test_referrals import an_officer_presses
from tests.support.asking import ask, taken
from tests.support.complaining import cast_of_complaints, complain
from tests.support.contended import pressed_as_it_rings, pressed_behind
from tests.support.telling import report, report_and_mend, report_today
from tests.support.world import World

pytestmark = pytest.mark.postgres


async def test_who_accepts_a_price_as_it_is_told_again_is_not_asked_for_it(world: World) -> None:
    """PAY-01, GEN-07: it is accepted once, and nobody telephones."""
    anna = world.humans["anna"]
    await world.reaches(9)
    await report(world)
    await tells_price(world, "80")
    await pressed_as_it_rings(world, PriceIsUnanswered, anna.presses("同意价格"))
    assert anna.heard_of("还在等您答复") == 0


async def test_talks_that_end_as_they_are_asked_after_are_asked_after_no_more(
    world: World,
) -> None:
    """CLS-05, S-16: the repair is ours again, and nobody is told once more that it lasts."""
    wang = world.humans["wang"]
    await world.reaches(10)
    await report(world)
    await an_officer_presses(world, "转沟通类")
    await wang.presses("5 天")
    await wang.says("楼上住户")
    await world.waits(days=2)
    await pressed_as_it_rings(world, ReferralIsDue, wang.presses("改由自己处理"))
    assert wang.heard_of("还没有结果") == 1


@pytest.mark.parametrize("kind", [FollowUpIsDue, FollowUpSilent])
async def test_who_answers_as_they_are_asked_is_asked_no_more(
    world: World, kind: type[Moment]
) -> None:
    """CB-01, S-01: neither in the chat nor by telephone."""
    anna = world.humans["anna"]
    await report_and_mend(world, 12)
    await pressed_as_it_rings(world, kind, anna.presses("没修好"))
    await world.waits(days=1)
    assert (anna.heard_of("请问修好了吗"), world.humans["wang"].heard_of("请打电话")) == (0, 0)


async def test_who_telephones_waits_for_the_case_and_holds_nothing_else(world: World) -> None:
    """CB-01: the case first, then the call, as for everybody; nobody waits in a circle."""
    officer = world.humans["wang"]
    await report_and_mend(world, 12)
    await world.waits(days=1)
    call = select(Task).with_for_update(nowait=True)
    phoned = officer.presses("住户说：修好了")
    async with pressed_behind(world, lambda session: locked(session, 1), phoned):
        assert world.read(lambda session: session.exec(call).one()).closed_at is None
    assert world.humans["anna"].sees("报修 №1 就此结束")


async def test_what_waits_for_parts_as_its_visit_ends_is_not_late(world: World) -> None:
    """ETQ-06, REP-09: who had set off has made the visit."""
    zhang = world.humans["zhang"]
    await report_today(world, "anna", "11:00–")
    await world.humans["zhang_in_group"].presses("接单")
    for label in ("出发", "更多"):
        await zhang.presses(label)
    await pressed_as_it_rings(world, VisitEnds, zhang.presses("等配件"))
    assert zhang.heard_of("您到了吗") == 0


async def test_a_complaint_that_is_a_repair_is_one_as_its_judge_is_late(world: World) -> None:
    """S-52: nothing of the complaint is late any more."""
    await cast_of_complaints(world)
    anna, manager = world.humans["anna"], world.humans["manager"]
    await complain(world, told="楼上漏水到我家")
    for label in ("更多", BACK, "报修"):
        await manager.presses(label)
    await pressed_as_it_rings(world, RouteIsLate, manager.presses("水"))
    assert anna.sees("您的 №1", "改按报修办理")


async def test_a_question_that_is_a_repair_is_one_as_its_answer_is_late(world: World) -> None:
    """S-52, ENQ-01: nothing of the question is late any more."""
    anna = await ask(world, "厨房的灯怎么不亮了")
    officer = await taken(world)
    await converts(officer, "报修")
    await pressed_as_it_rings(world, AnswerIsLate, officer.presses("电"))
    assert anna.sees("您的 №1", "改按报修办理")
