"""The FAQ 答客问 is known: the staff are asked every month, and before they start."""

import pytest
from sqlmodel import Session, select

from models.faq.rules import START, drawn
from models.faq.tables import FaqEntry, FaqQuiz
from models.people.invitations import invite
from models.people.tables import Person, Staff, StaffRole
from scheduler.faq import plan_faq
from tests.support.answers import few, with_faq
from tests.support.human import Human
from tests.support.pressing import press_each
from tests.support.world import World, sets

LARGE = 21  # of the numbers of staff, one whose seed has all 32 bits
OFFICE = ("zhang", "li", "wang", "supervisor", "head")


@pytest.fixture
def faq(world: World) -> World:
    """An estate that has its answers, and a clock that has looked ahead."""
    with_faq(world)
    plan_faq(world.database, world.clock)
    return world


def entries(world: World) -> list[FaqEntry]:
    """Return the answers as they stand."""
    return world.read(lambda s: s.exec(select(FaqEntry).order_by(FaqEntry.id)).all())


def quizzes(world: World) -> dict[str, FaqQuiz]:
    """Return the last quiz of each member of staff, by name."""

    def found(session: Session) -> dict[str, FaqQuiz]:
        names = {each.id: each.name for each in session.exec(select(Staff))}
        return {names[each.staff_id]: each for each in session.exec(select(FaqQuiz))}

    return world.read(found)


async def takes(who: Human, quiz: FaqQuiz, *, wrong: int = 0) -> None:
    """Answer every question of the quiz, the first ones wrong."""
    await who.presses("开始答题")
    for number, (asked, *offered) in enumerate(quiz.asked):
        right = "ABC"[offered.index(asked)]
        await who.presses(next(each for each in "ABC" if (each == right) is (number >= wrong)))


async def test_every_month_the_staff_are_asked_and_the_owner_sees_what_is_known(
    faq: World,
) -> None:
    """FAQ-02: in private, three answers by buttons; after three days who has not, and the rate."""
    faq.write(lambda s: sets(s, "faq.quiz_questions", 4))
    await faq.waits(days=12, hours=2)
    for name in OFFICE:
        assert faq.humans[name].sees("答客问小测验", "4 道题", "12月8日(周二)10:00")
    assert faq.humans["anna"].heard_of("小测验") == 0
    assert faq.humans["zhang_in_group"].heard_of("小测验") == 0
    sheets = quizzes(faq)
    await takes(faq.humans["zhang"], sheets["张建国"])
    assert faq.humans["zhang"].sees("4 道题答对 4 道")
    await takes(faq.humans["wang"], sheets["王芳"], wrong=3)
    assert faq.humans["wang"].sees("4 道题答对 1 道", "再看一遍答客问")
    await faq.waits(days=3)
    assert faq.humans["supervisor"].sees(
        "答客问测验 2026-12", "已完成 2 人", "知晓率 62%", "目标 100%", "李明", "钱主任", "常答错"
    )
    assert faq.humans["li"].sees("测验还没有做完")
    assert faq.humans["zhang"].heard_of("测验还没有做完") == 0
    await faq.waits(days=28)
    assert faq.humans["zhang"].heard_of("答客问小测验") == 1
    assert faq.humans["li"].heard_of("答客问小测验") == 3


async def test_what_was_answered_wrong_is_put_right_at_once(faq: World) -> None:
    """FAQ-02: a quiz teaches; a second press of the same question changes nothing."""
    await faq.waits(days=12, hours=2)
    zhang, sheet = faq.humans["zhang"], quizzes(faq)["张建国"]
    await zhang.presses("开始答题")
    asked, *offered = sheet.asked[0]
    wrong = next(each for each in offered if each != asked)
    right = faq.read(lambda s: s.get_one(FaqEntry, asked).answer)
    await zhang.presses("ABC"[offered.index(wrong)])
    assert zhang.sees("上一题的正确回答", right, "2/5")
    press_each(faq, (21,), [f"1|faq_quiz|{sheet.id}|0|{asked}x"], once=True)
    press_each(faq, (11, 22, 66), [f"1|faq_quiz|{sheet.id}|1|{sheet.asked[1][0]}"], once=True)
    assert quizzes(faq)["张建国"].chosen == [wrong]


async def test_a_quiz_goes_on_the_same_after_a_restart(faq: World) -> None:
    """FAQ-02: the questions and their order come from a seed that is kept."""
    await faq.waits(days=12, hours=2)
    zhang, before = faq.humans["zhang"], quizzes(faq)["张建国"]
    await zhang.presses("开始答题")
    await faq.restarts()
    asked, *offered = before.asked[0]
    await zhang.presses("ABC"[offered.index(asked)])
    known = {each.id: each for each in entries(faq)}
    assert zhang.sees("2/5", known[before.asked[1][0]].question)
    answers = {e.id: e.answer for e in known.values() if e.language == "zh-Hans"}
    assert [list(each) for each in drawn(answers, before.seed, 5)] == before.asked


async def test_who_is_new_is_asked_before_they_start(faq: World) -> None:
    """FAQ-02: with the first link, once; the FAQ to read is one press away."""

    def employ(session: Session) -> str:
        person = Person(estate_id=1, name="新来的", phone="+8613800000077")
        session.add(person)
        session.flush()
        role = StaffRole.OFFICER
        staff = Staff(id=LARGE, estate_id=1, person_id=person.id, name="新来的", role=role)
        session.add(staff)
        session.flush()
        return invite(session, estate_id=1, now=faq.clock.now(), staff=staff)[0]

    code = faq.write(employ)
    newcomer = faq.joins("newcomer", 77)
    await newcomer.says(f"/start {code}")
    assert newcomer.sees("欢迎加入", "要您办的事会发到这里")
    assert newcomer.sees("欢迎加入", "上岗前请先看一遍答客问")
    await newcomer.says(f"/start {code}")
    assert newcomer.heard_of("欢迎加入。") == 1
    sheet = quizzes(faq)["新来的"]
    assert (sheet.round, sheet.seed >= 2**31) == (START, True)
    await newcomer.presses("先看答客问")
    assert newcomer.sees("紧急电话")
    await takes(newcomer, sheet)
    assert newcomer.sees("5 道题答对 5 道")


async def test_the_owner_sees_the_results_at_any_time(faq: World) -> None:
    """FAQ-02: before the first round too."""
    supervisor = faq.humans["supervisor"]
    await supervisor.says("/faq")
    await supervisor.presses("测验结果")
    assert supervisor.sees("还没有做过测验")
    await faq.waits(days=12, hours=2)
    await supervisor.says("/faq")
    await supervisor.presses("测验结果")
    assert supervisor.sees("答客问测验 2026-12", "已完成 0 人", "张建国")


async def test_too_few_answers_ask_nothing(world: World) -> None:
    """FAQ-02: three answers that differ are the least."""
    with_faq(world, few("东门", "西门"))
    plan_faq(world.database, world.clock)
    await world.waits(days=16)
    assert quizzes(world) == {}
    assert world.humans["supervisor"].heard_of("测验") == 0
