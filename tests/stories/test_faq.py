"""The FAQ 答客问: asked by groups and in one's own words, answered with its source."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from models.people.operations import speak
from models.people.tables import Language, Person
from tests.support.answers import with_faq
from tests.support.world import World


@pytest.fixture
def faq(world: World) -> World:
    """An estate that has its answers."""
    with_faq(world)
    return world


def speaks(language: Language) -> Callable[[Session], None]:
    """Let Anna read that language."""

    def choose(session: Session) -> None:
        speak(session, session.exec(select(Person).where(Person.name == "林秀英")).one(), language)

    return choose


async def test_the_groups_come_below_the_emergency_numbers(faq: World) -> None:
    """FAQ-01, S-10: public numbers and the estate's own first, then the manual's groups."""
    anna = faq.humans["anna"]
    await anna.says("/faq")
    assert anna.heard[-1].startswith("🚨 紧急电话")
    assert anna.sees("紧急电话", "火警 119", "急救 120", "电梯困人救援", "+8619200000803")
    assert anna.buttons()[:5] == [
        "🏠 小区情况", "💰 费用标准", "☎ 常用电话", "🚌 日常生活", "❓ 常见问题",
    ]  # fmt: skip
    assert anna.heard_of("东湖法律顾问") == 0


async def test_a_group_a_question_and_its_answer_with_its_source(faq: World) -> None:
    """FAQ-01: the topic, the office and the day on which it was last confirmed stand below it."""
    anna = faq.humans["anna"]
    await anna.says("/start")
    await anna.taps("更多")
    await anna.taps("💡 答客问")
    await anna.presses("费用标准")
    await anna.presses("物业费怎么交")
    assert anna.sees("可到服务中心刷卡", "云和苑", "物业费", "7月6日(周一)核实")


async def test_telephones_are_the_estates_own(faq: World) -> None:
    """S-53: the hotline, emergency, then utilities; what is nobody's to ring is not there."""
    anna = faq.humans["anna"]
    await anna.says("/faq")
    await anna.presses("常用电话")
    assert anna.sees("服务中心 021-5550100", "火警 119", "东湖燃气抢修", "+8619200000812")
    assert anna.heard_of("东湖法律顾问") == 0
    await anna.presses("问别的")
    await anna.presses("小区情况")
    assert anna.sees("小区情况", "云和苑")


async def test_a_long_group_has_pages(faq: World) -> None:
    """Eight questions on a screen; the others one press away."""
    anna = faq.humans["anna"]
    await anna.says("/faq")
    await anna.presses("费用标准")
    assert "◀ 上一页" not in anna.buttons()
    await anna.presses("下一页")
    assert "访客停车怎么收费？" in anna.buttons()
    assert "下一页 ▶" not in anna.buttons()
    await anna.presses("上一页")
    assert "物业费怎么交？" in anna.buttons()


async def test_a_short_question_is_answered_at_once(faq: World) -> None:
    """FAQ-01: typed on the first screen, or right behind the command."""
    anna = faq.humans["anna"]
    await anna.says("/faq")
    await anna.says("快递")
    assert anna.sees("快递放在哪里", "快递柜", "云和苑", "日常生活")
    await anna.says("/faq 门卡不见了怎么办")
    assert anna.sees("门禁卡丢了怎么办", "挂失补办")


async def test_what_is_not_clear_shows_the_three_nearest(faq: World) -> None:
    """FAQ-03: and a person, if it is none of them."""
    anna, wang = faq.humans["anna"], faq.humans["wang"]
    await anna.says("/faq 停车")
    assert anna.sees("停车", "最接近的")
    assert len(anna.buttons()) == 5
    await anna.presses("访客停车怎么收费")
    assert anna.sees("前30分钟免费")
    await anna.presses("请客服联系我")
    assert anna.sees("请稍候", "前在这里回答您")
    assert wang.sees("住户想找人说话", "访客停车怎么收费")


async def test_nobody_is_answered_do_not_know(faq: World) -> None:
    """FAQ-03, ETQ-05, ETQ-08: regret, and a person who gets the very words."""
    anna, wang = faq.humans["anna"], faq.humans["wang"]
    await anna.says("/faq 游泳池几点开门")
    assert anna.sees("很抱歉", "游泳池几点开门", "客服人员会联系您", "021-5550100")
    assert anna.heard_of("不知道") == 0
    await anna.presses("请客服联系我")
    assert anna.sees("08:33", "前在这里回答您")
    assert wang.sees("林女士", "游泳池几点开门")


async def test_a_question_goes_on_to_the_office_whole(faq: World) -> None:
    """FAQ-03: no word of it is lost, whether it found no answer or one that does not help."""
    anna, office = faq.humans["anna"], faq.humans["management"]
    unanswered = "游泳池几点开门，我家老人腿脚不便，想知道早上人少的时候能不能由家人陪着下水"
    await anna.says(f"/faq {unanswered}")
    await anna.presses("请管理处书面答复")
    assert office.sees("咨询 №1", unanswered)
    await anna.says("/faq 门卡不见了怎么办")
    assert anna.sees("门禁卡丢了怎么办", "挂失补办")
    await anna.presses("请管理处书面答复")
    assert office.sees("咨询 №2", "门卡不见了怎么办")


async def test_an_estate_without_answers_still_offers_a_person(world: World) -> None:
    """FAQ-03: an empty group says so, and who helps."""
    anna = world.humans["anna"]
    await anna.says("/faq")
    await anna.presses("日常生活")
    assert anna.sees("日常生活", "客服人员会联系您")
    await anna.presses("请客服联系我")
    assert world.humans["wang"].sees("住户想找人说话")


async def test_the_readers_language_comes_first(faq: World) -> None:
    """Both scripts find the same; the answer is in the reader's own where there is one."""
    anna = faq.humans["anna"]
    faq.write(speaks(Language.TRADITIONAL))
    await anna.says("/faq 管理費怎麼繳")
    assert anna.sees("可到服務中心刷卡、轉帳或付現", "核實")
    faq.write(speaks(Language.ENGLISH))
    await anna.says("/faq how much is the managment fee")
    assert anna.sees("2.80 yuan a square metre", "confirmed Mon 6 Jul")
    assert anna.heard_of("Sorry") == 0


async def test_another_language_comes_with_an_apology_first(faq: World) -> None:
    """ETQ-14: one short sentence, then the answer as the office wrote it."""
    anna = faq.humans["anna"]
    faq.write(speaks(Language.ENGLISH))
    await anna.says("/faq supermarket")
    assert anna.heard[-1].startswith("Sorry, this one is only in Chinese so far.")
    assert anna.sees("东湖菜市场")


async def test_after_an_answer_words_are_free_again(faq: World) -> None:
    """Whoever found what they came for is not asked on: the next words may be a report."""
    anna = faq.humans["anna"]
    await anna.says("/faq")
    await anna.presses("日常生活")
    await anna.presses("快递放在哪里")
    await anna.says("厨房水龙头滴水")
    assert anna.sees("您说的是", "厨房水龙头滴水")


async def test_a_danger_is_heard_before_any_search(faq: World) -> None:
    """S-10: whatever screen is open."""
    anna = faq.humans["anna"]
    await anna.says("/faq")
    await anna.says("楼道着火了")
    assert anna.sees("请马上离开", "119")
