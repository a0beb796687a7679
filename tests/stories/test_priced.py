"""A price that waits for a press: what is written meanwhile accepts nothing, and is not lost."""

import pytest

from tests.stories.test_quotes import state_of, tariff
from tests.support.telling import picture, report, report_and_take
from tests.support.world import World

PRESS = {"简体": "按一下才算", "繁體": "按一下才算", "English": "counts only when you press"}


async def price_waits(world: World, language: str = "简体") -> None:
    """Let Zhang tell Anna a price of eighty yuan, in her language."""
    await report_and_take(world)
    await world.humans["anna"].speaks(language)
    await world.humans["zhang_in_group"].presses("更多")
    await world.humans["zhang"].presses("报价格")
    await world.humans["zhang"].says("80")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("简体", "好的"), ("简体", "不用了"), ("繁體", "好嘅"), ("繁體", "唔使喇"),
        ("繁體", "啱㗎"), ("繁體", "冇錯"),
        ("English", "ok"),
    ],
)  # fmt: skip
async def test_a_courtesy_accepts_no_price(world: World, language: str, said: str) -> None:
    """PAY-01: who is only polite sees that it waits; no technician reads it as a yes."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await price_waits(world, language)
    await anna.says(said)
    assert PRESS[language] in anna.heard[-1]
    assert "¥80.00" in anna.heard[-1]
    assert len(anna.buttons()) == 3
    assert zhang.heard_of(said) == 0
    assert state_of(world) == ["quoted"]
    await anna.presses(anna.buttons()[0])
    assert state_of(world) == ["claimed"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("简体", "我同意"), ("简体", "太贵了"), ("简体", "为什么这么贵？"),
        ("简体", "能不能便宜一点"), ("English", "how much will it cost to fix?"),
        ("繁體", "我同意"), ("繁體", "太貴喇"), ("繁體", "點解咁貴㗎？"), ("繁體", "可唔可以平啲"),
        ("English", "I accept"), ("English", "yes go ahead"), ("English", "too expensive"),
        ("English", "Why is it so expensive?"), ("English", "can I get a discount"),
    ],
)  # fmt: skip
async def test_words_at_a_price_are_passed_on_and_accept_nothing(
    world: World, language: str, said: str
) -> None:
    """PAY-01: who has the job reads them; the price is shown once more, to be pressed."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await price_waits(world, language)
    await anna.says(said)
    assert zhang.sees("№1", said)
    assert "№1" in anna.heard[-2]
    assert PRESS[language] in anna.heard[-1]
    assert state_of(world) == ["quoted"]
    await anna.replies("¥80.00", said)
    assert zhang.heard_of(said) == 2
    assert anna.heard_of(PRESS[language]) == 2
    assert state_of(world) == ["quoted"]


@pytest.mark.parametrize("said", ["大堂的灯不亮", "想租个车位", "你们保安态度很差，我要投诉"])
async def test_what_is_plainly_something_else_is_no_answer_to_a_price(
    world: World, said: str
) -> None:
    """S-52: it is shown as what it is, and nobody gets it unasked."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await price_waits(world)
    await anna.says(said)
    assert said in anna.heard[-1]
    assert anna.heard_of(PRESS["简体"]) == 0
    assert zhang.heard_of(said) == 0
    await anna.says("第三次了")
    assert anna.sees(said, "第三次了")
    assert zhang.heard_of("第三次了") == 0


async def test_words_at_one_of_two_prices_go_where_they_are_sent(world: World) -> None:
    """PAY-01: both prices are shown; the words wait for a press, and reach nobody before."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await price_waits(world)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("更多")
    await zhang.presses("报价格")
    await zhang.says("60")
    await anna.says("太贵了")
    assert zhang.heard_of("太贵了") == 0
    assert anna.sees("您的话已收到")
    assert "¥80.00" in anna.heard[-2]
    assert "¥60.00" in anna.heard[-1]


@pytest.mark.parametrize(
    ("language", "staff_say", "waits"),
    [
        ("简体", "住户", "¥80.00 · 还没有答复"), ("繁體", "住戶", "¥80.00 · 還沒有答覆"),
        ("English", "the resident", "¥80.00 · not answered yet"),
    ],
)  # fmt: skip
async def test_a_resident_reads_of_a_price_what_is_said_to_residents(
    world: World, language: str, staff_say: str, waits: str
) -> None:
    """ETQ-07: whoever is spoken to is not spoken about, neither on the card nor in the list."""
    anna = world.humans["anna"]
    await price_waits(world, language)
    await anna.says("/cases")
    await anna.says("/case 1")
    assert anna.sees(waits)
    assert not [each for each in anna.heard if staff_say in each]


@pytest.mark.parametrize(
    ("language", "free", "goes_on"),
    [
        ("简体", "不收费", "收费的部分不做"), ("繁體", "不收費", "收費的部分不做"),
        ("English", "nothing is charged", "leaves the paid part"),
    ],
)  # fmt: skip
async def test_who_declines_a_price_reads_what_follows(
    world: World, language: str, free: str, goes_on: str
) -> None:
    """PAY-01, ETQ-07: that nothing is charged, and what becomes of the repair."""
    anna = world.humans["anna"]
    await price_waits(world, language)
    await anna.presses(anna.buttons()[1])
    assert "№1" in anna.heard[-1]
    assert free in anna.heard[-1]
    assert goes_on in anna.heard[-1]


async def test_who_declines_a_price_before_anybody_took_it_reads_that_it_is_withdrawn(
    world: World,
) -> None:
    """PAY-01: nobody comes, and nothing is charged."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("报价格")
    await wang.says("100")
    await anna.presses("不同意")
    assert "不收费" in anna.heard[-1]
    assert "已撤回" in anna.heard[-1]
    assert wang.heard_of("不收费") == 0


async def asked_which_work(world: World) -> None:
    """Let Zhang be asked what he tells the price of."""
    world.write(lambda session: tariff(session, "更换水龙头", "50.50"))
    await report_and_take(world)
    await world.humans["zhang_in_group"].presses("更多")
    await world.humans["zhang"].presses("报价格")
    assert world.humans["zhang"].sees("请问是哪一项")


async def test_a_sum_that_is_typed_is_another_sum(world: World) -> None:
    """PAY-01: who knows the sum need not press first; the resident is told exactly that."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await asked_which_work(world)
    await zhang.says("135元")
    assert zhang.sees("价格 ¥135.00 已告诉住户")
    assert anna.sees("先请您看看价格", "¥135.00")
    assert anna.heard_of("更换水龙头") == 0


async def test_figures_among_words_are_no_sum_and_what_is_sent_is_not_lost_unsaid(
    world: World,
) -> None:
    """PAY-01: two prices in a sentence are not added up, and a photo that nobody gets is named."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await asked_which_work(world)
    await zhang.sends("花洒头坏了", photo=picture())
    assert "收不了照片和文件" in zhang.heard[-1]
    assert "请问是哪一项" in zhang.heard[-1]
    await zhang.says("花洒头坏了")
    assert "没有听明白" in zhang.heard[-1]
    await zhang.says("花洒头 材料85 人工50")
    assert "请问一共多少钱" in zhang.heard[-1]
    assert anna.heard_of("¥") == 0
    await zhang.says("135")
    assert anna.sees("先请您看看价格", "¥135.00")
