"""How we speak: what residents read in a whole story, held against the manuals' etiquette."""

import re
from pathlib import Path

import pytest

from tests.support.telling import mend, report
from tests.support.whole_story import story
from tests.support.world import World


@pytest.fixture(scope="session")
def once() -> list[str]:
    """What the story said, kept for every test that reads it."""
    return []


@pytest.fixture
async def read(world: World, once: list[str]) -> list[str]:
    """Everything that Anna read in a story with a reopening, as it first stood."""
    if not once:
        async for _ in story(world):
            pass
        once += said_to(world, "anna")
    return once


def said_to(world: World, who: str) -> list[str]:
    """Return what the bot said to somebody, every version of every message."""
    bot = (each for each in world.humans[who].messages if each["from"]["is_bot"])
    texts = [version["text"] for message in bot for version in message["versions"]]
    return [text for text in texts if text]


def notices(texts: list[str]) -> list[str]:
    """Return those that are no screen and no card: they begin by greeting."""
    return [text for text in texts if "您好" in text]


async def test_residents_are_greeted_by_title_and_never_by_the_bare_name(read: list[str]) -> None:
    """ETQ-01, ETQ-02: 林女士，您好; the full name stands in the register and nowhere else."""
    assert notices(read)
    assert all(text.startswith("林女士，您好。") for text in notices(read))
    assert not any("林秀英" in text for text in read)


async def test_we_say_please_and_nin(read: list[str]) -> None:
    """ETQ-03: 您 throughout; every question asks with 请."""
    assert not any("你" in text for text in read)
    asked = [text for text in read if text.rstrip().endswith("？") or "？\n" in text]
    assert asked
    assert all("请" in text for text in asked)


async def test_what_went_wrong_begins_with_an_apology(read: list[str]) -> None:
    """ETQ-04: once, before anything else is said."""
    wrong = [text for text in notices(read) if "没有修好。" in text]
    assert wrong
    for text in wrong:
        after_greeting = text.removeprefix("林女士，您好。")
        assert re.match(r"(非常|很)抱歉", after_greeting), text
        assert text.count("抱歉") == 1


async def test_a_refusal_shows_another_way(world: World) -> None:
    """ETQ-05, ETQ-08: regret or a reason, and what to do instead; never a bare no."""
    anna, stranger = world.humans["anna"], world.humans["stranger_in_group"]
    await anna.says("/case 77")
    await anna.says("/open")
    await report(world)
    await stranger.presses("接单")
    refused = [text for text in anna.heard if "很抱歉，" in text]
    assert len(refused) == 2
    for text in (*refused, stranger.toast):
        assert "请" in text, text


async def test_every_promise_names_its_hour(read: list[str]) -> None:
    """ETQ-06, GEN-07: what happens next stands with the time by which it does."""
    receipts = [text for text in read if "等待接单" in text]
    done = [text for text in read if "修好了" in text and "我们在" in text]
    assert receipts
    assert done
    assert all(re.search(r"\d{2}:\d{2}", text) for text in receipts + done)


async def test_the_report_is_repeated_before_it_is_sent(read: list[str]) -> None:
    """ETQ-07: place, words, visit and way in, as they were understood."""
    summary = next(text for text in read if "请看一下，对不对" in text)
    for answer in ("水管", "1号楼 101", "厨房水龙头一直滴水", "09:00–11:00", "电话"):
        assert answer in summary


async def test_we_thank_and_are_there_again(read: list[str]) -> None:
    """ETQ-09, ETQ-10: thanks for the report and for the answer; at the end, come again any time."""
    assert any("谢谢您告诉我们" in text for text in read if "等待接单" in text)
    assert "随时找我们" in read[-1] or any("随时找我们" in text for text in read[-4:])


async def test_nothing_is_long_and_nothing_is_private(read: list[str]) -> None:
    """ETQ-11, SEC-01: a screen at most; no number of anybody's, no word of the trade."""
    assert max(map(len, read)) <= 500
    assert not any(re.search(r"1[3-9]\d{9}", text) for text in read)
    assert not any(word in text for text in read for word in ("工单状态", "SLA", "ID", "提单"))


async def test_words_in_another_language_begin_with_a_short_apology(world: World) -> None:
    """ETQ-14: what a colleague writes goes over as it is, with a regret where it is foreign."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await zhang.replies("№1", "九点半到")
    assert anna.heard_of("外文") == 0
    await zhang.replies("工单 №1", "I come at half past nine")
    assert anna.sees("林女士，您好。对不起，同事用的是外文", "I come at half past nine")
    await anna.speaks("English")
    await zhang.replies("工单 №1", "十点到")
    assert anna.sees("We are sorry, our colleague writes in Chinese", "十点到")


LOCALES = Path(__file__).parents[2] / "locales"
EVASIVE = re.compile(  # what the manuals forbid to say, in each language
    "不归我|不关我|不是我的事|找别人|没办法|随便您|等着吧|急什么"
    "|不歸我|不關我|找別人|沒辦法|隨便您|等著吧|急什麼"
    "|not (my|our) (job|problem|business)|ask somebody else|calm down",
    re.IGNORECASE,
)


def test_no_text_puts_anybody_off() -> None:
    """ETQ-15: no 踢皮球, no coldness, in any sentence of any language."""
    texts = [path for path in LOCALES.rglob("*.toml") if "words" not in path.name]
    lines = [line for path in texts for line in path.read_text("utf-8").splitlines()]
    assert len(lines) > 3000
    assert [line for line in lines if EVASIVE.search(line)] == []


async def test_whatever_is_sent_is_answered_paid_or_not(world: World) -> None:
    """ETQ-15, GEN-11: nothing meets silence, and who pays nothing is thanked like who pays."""
    anna = world.humans["anna"]
    for words in ("……", "你好", "/nonsense", "谢谢"):
        heard = len(anna.heard)
        await anna.says(words)
        assert len(anna.heard) > heard, words
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(9)
    await mend(world)
    done = next(text for text in anna.heard if "修好了" in text and "№1" in text)
    assert "费用" not in done
    assert "谢谢" in done


async def test_the_sheet_reminds_of_conduct_at_the_door(world: World) -> None:
    """REP-10, ETQ-16: knock, say who and why, shoe covers: said when the technician sets off."""
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("出发")
    assert world.humans["zhang"].sees("№1", "敲门", "说明来意", "穿鞋套")
