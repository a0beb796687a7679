"""The customers' files are looked through every quarter, with a record, and counted every year."""

from datetime import date

from sqlmodel import select

from models.buttons import Press
from models.mydata.reviewing import review_day
from models.mydata.tables import FileReview
from models.people.tables import Department, Staff
from scheduler.mydata import plan_reviews
from tests.support.world import World


def in_customer_service(session) -> None:
    zhao = session.exec(select(Staff).where(Staff.name == "赵强")).one()
    zhao.department = Department.KF
    session.add(zhao)


def test_it_is_asked_for_in_the_last_week_of_a_quarter() -> None:
    assert review_day(date(2026, 11, 23)) == date(2026, 12, 25)
    assert review_day(date(2026, 12, 26)) == date(2027, 3, 25)
    assert review_day(date(2027, 4, 1)) == date(2027, 6, 24)


async def test_the_keeper_says_what_was_found_and_the_head_has_the_year(world: World) -> None:
    """OWN-07: customer service's supervisor; who, when and what is kept; a week, then the head."""
    supervisor, head, wang = (world.humans[name] for name in ("supervisor", "head", "wang"))
    world.write(in_customer_service)
    plan_reviews(world.database, world.clock)
    await world.waits(days=32, hours=2)
    assert supervisor.sees("季度核对", "房屋 2", "人员 2")
    assert head.sees("2026 年业户档案统计", "房屋 2")
    assert wang.heard_of("季度核对") == 0
    await world.waits(days=7)
    assert head.sees("还没有完成", "赵强")
    await supervisor.presses("发现问题")
    await supervisor.says("102 的电话已停用，已改")
    assert supervisor.sees("已记录")
    review = world.read(lambda s: s.exec(select(FileReview)).one())
    assert (review.on, review.found) == (date(2026, 12, 25), "102 的电话已停用，已改")
    assert review.done_at == world.clock.now()
    asked = supervisor.newest("季度核对")
    assert supervisor.sees("季度核对", "赵强", "核对，谢谢")
    assert not any("没有问题" in each for each in supervisor.buttons())
    again = Press("files_reviewed", review.id, 0, "").pack()
    world.telegram.presses(supervisor.telegram_id, supervisor.chat_id, asked, again, force=True)
    await world.settles()
    assert "已经有记录" in supervisor.toast
