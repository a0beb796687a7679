"""The FAQ's rules by values: what short questions mean, its days, and its quiz."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.catalogue import Catalogue
from models.faq.policy import FaqPolicy
from models.faq.rules import Group, days_of, drawn, group_of, is_due, rate, right_ones, says_nothing
from models.faq.search import Entry, best_of, search
from models.folding import folded
from tests.support.answers import sample_faq

CATALOGUE = Catalogue.load()
SYNONYMS = CATALOGUE.words("faq.synonyms")
ENTRIES = [
    Entry(
        number, row["topic"], row["question"], row["answer"], tuple(row["keywords"] or ()),
        row["language"],
    )
    for number, row in enumerate(sample_faq().rows["faq"], start=1)
]  # fmt: skip
HANS, HANT, EN = "zh-Hans", "zh-Hant", "en"

# What people type, in which language they read, and the one question it means.
# fmt: off
CLEAR = (
    ("物业费怎么交",             HANS, "物业费怎么交？"),
    ("缴费",                     HANS, "物业费怎么交？"),
    ("物业费几号交",             HANS, "物业费什么时候交？"),
    ("访客停车多少钱",           HANS, "访客停车怎么收费？"),
    ("朋友来停车怎么收费",       HANS, "访客停车怎么收费？"),
    ("怎么租车位",               HANS, "怎么租车位？"),
    ("车位租金",                 HANS, "地下车位租金多少？"),
    ("快递",                     HANS, "快递放在哪里？"),
    ("包裹放哪",                 HANS, "快递放在哪里？"),
    ("垃圾几点收",               HANS, "垃圾什么时候清运？"),
    ("可以养狗吗",               HANS, "可以养宠物吗？"),
    ("宠物",                     HANS, "可以养宠物吗？"),
    ("门卡不见了怎么办",         HANS, "门禁卡丢了怎么办？"),
    ("装修手续",                 HANS, "装修要办什么手续？"),
    ("装修押金什么时候退",       HANS, "装修保证金什么时候退？"),
    ("周末能装修吗",             HANS, "装修什么时间可以施工？"),
    ("水费",                     HANS, "水费多少钱？"),
    ("电费多少",                 HANS, "电费多少钱？"),
    ("煤气费",                   HANS, "燃气费多少钱？"),
    ("宽带",                     HANS, "宽带怎么收费？"),
    ("过户",                     HANS, "水电燃气怎么过户？"),
    ("维修基金",                 HANS, "维修基金怎么算？"),
    ("房子没人住要交物业费吗",   HANS, "房子空着要交物业费吗？"),
    ("搬家要办什么",             HANS, "大件物品怎么搬出？"),
    ("怎么去机场",               HANS, "去机场和火车站怎么走？"),
    ("地铁",                     HANS, "附近有什么公交？"),
    ("买菜",                     HANS, "附近哪里买菜？"),
    ("幼儿园",                   HANS, "附近有什么学校？"),
    ("绿化率",                   HANS, "绿化率是多少？"),
    ("噪音打什么电话",           HANS, "噪音扰民打哪个电话？"),
    ("停水了找谁",               HANS, "停水停电找谁？"),
    ("空调几点开",               HANS, "写字楼空调几点开？"),
    ("物业电话",                 HANS, "服务中心电话是多少？"),
    ("保姆",                     HANS, "可以请物业找保洁或保姆吗？"),
    ("漏水",                     HANS, "家里突然漏水怎么办？"),
    ("管理費怎麼繳",             HANT, "管理費怎麼繳？"),
    ("訪客停車",                 HANT, "訪客停車怎麼收費？"),
    ("裝修手續",                 HANT, "裝修要辦什麼手續？"),
    ("垃圾幾點收",               HANT, "垃圾什麼時候清運？"),
    ("報修",                     HANT, "怎麼報修？"),
    ("寵物",                     HANT, "可以养宠物吗？"),
    ("養狗",                     HANS, "可以养宠物吗？"),
    ("how much is the managment fee", EN, "How much is the service fee?"),
    ("how do i pay",             EN,   "How do I pay the service fee?"),
    ("visitor parking",          EN,   "What does visitor parking cost?"),
    ("guest parkng price",       EN,   "What does visitor parking cost?"),
    ("when is rubish collected", EN,   "When is the rubbish collected?"),
    ("where is my parcel",       EN,   "Where do parcels go?"),
    ("can i have a dog",         EN,   "May I keep a pet?"),
    ("Lost my KEY CARD",         EN,   "I lost my access card. What now?"),
    ("renovaton papers",         EN,   "What do I need for a renovation?"),
    ("快递",                     EN,   "Where do parcels go?"),
    ("supermarket",              EN,   "附近哪里买菜？"),
    ("how much is broadband",    EN,   "宽带怎么收费？"),
)
# What can mean several, and what is among the three that are shown.
NEAR = (
    ("物业费怎么交",             HANT, "管理費怎麼繳？"),
    ("停车",                     HANS, "访客停车怎么收费？"),
    ("物业费",                   HANS, "物业费怎么交？"),
    ("装修",                     HANS, "装修什么时间可以施工？"),
    ("装修几点可以开始",         HANS, "装修什么时间可以施工？"),
    ("修东西要钱吗",             HANS, "上门维修收费吗？"),
    ("管理費點繳",               HANT, "管理費怎麼繳？"),
    ("rubish collection",        EN,   "When is the rubbish collected?"),
)
NOTHING = (
    "火箭几点发射", "怎么办", "今天天气怎么样", "量子力学", "谁是总统", "游泳池几点开门",
    "", "？", "🙂", "quantum physics", "the of and", "12",
)  # fmt: skip
# fmt: on


@pytest.mark.parametrize(("said", "language", "meant"), CLEAR)
def test_a_short_question_means_one_answer(said: str, language: str, meant: str) -> None:
    """FAQ-03: two characters, synonyms, both scripts, a wrong letter; one's own language."""
    found = best_of(search(said, ENTRIES, SYNONYMS), language)
    assert found.best is not None, [each.question for each in found.near]
    assert found.best.question == meant


@pytest.mark.parametrize(("said", "language", "among"), NEAR)
def test_what_can_mean_several_shows_three(said: str, language: str, among: str) -> None:
    found = best_of(search(said, ENTRIES, SYNONYMS), language)
    assert found.best is None
    assert among in [each.question for each in found.near]
    assert len(found.near) <= 3


@pytest.mark.parametrize("said", NOTHING)
def test_what_no_answer_is_about_finds_none(said: str) -> None:
    found = best_of(search(said, ENTRIES, SYNONYMS), HANS)
    assert (found.best, found.near) == (None, ())


@given(st.text(max_size=40))
def test_whatever_is_typed_is_ranked(said: str) -> None:
    hits = search(said, ENTRIES[::5], SYNONYMS)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_every_question_finds_itself() -> None:
    for entry in ENTRIES:
        found = best_of(search(entry.question, ENTRIES, SYNONYMS), entry.language)
        assert found.best == entry


def test_both_scripts_fold_to_one() -> None:
    assert folded("請問訪客停車怎麼收費，管理費喺邊度繳？") == folded(
        "请问访客停车怎么收费，管理费在边度缴？"
    )


def test_the_sample_has_answers_in_every_group_and_language() -> None:
    """FAQ-01: the manual's groups, in Chinese; some in the other languages."""
    groups = CATALOGUE.words("faq.groups")
    chinese = [entry for entry in ENTRIES if entry.language == HANS]
    assert len(chinese) >= 30
    assert {group_of(entry.topic, groups) for entry in chinese} == set(Group)
    assert {entry.language for entry in ENTRIES} == {HANS, HANT, EN}


def test_a_topic_belongs_to_a_group_in_any_language() -> None:
    groups = CATALOGUE.words("faq.groups")
    assert group_of("费用标准", groups) is Group.FEES
    assert group_of("費用標準", groups) is Group.FEES
    assert group_of("Telephones", groups) is Group.PHONES
    assert group_of("装修", groups) is Group.QUESTIONS


def test_the_days_of_refresh_and_quiz() -> None:
    """FAQ-01, FAQ-02: twice a year, and every month."""
    policy = FaqPolicy()
    refresh = days_of(policy.refresh_months, policy.refresh_day, since=date(2026, 7, 5))
    assert list(refresh)[:2] == [date(2026, 7, 5), date(2027, 1, 5)]
    quiz = days_of(range(1, 13), policy.quiz_day, since=date(2026, 11, 6))
    assert next(quiz) == date(2026, 12, 5)


def test_what_was_just_confirmed_is_not_due() -> None:
    """FAQ-01: thirty days; never confirmed is due."""
    on, policy = date(2027, 1, 5), FaqPolicy()
    assert is_due(None, policy, on=on)
    assert is_due(date(2026, 12, 5), policy, on=on)
    assert not is_due(date(2026, 12, 6), policy, on=on)


@given(st.integers(0, 2**31), st.integers(1, 12))
def test_a_quiz_offers_three_different_answers_one_of_them_right(seed: int, size: int) -> None:
    """FAQ-02: the same seed asks the same."""
    answers = {number: f"回答{number % 7}" for number in range(1, 11)}
    quiz = drawn(answers, seed, size)
    assert quiz == drawn(answers, seed, size)
    assert len({asked for asked, *_ in quiz}) == len(quiz) == min(size, 10)
    for asked, *offered in quiz:
        assert asked in offered
        assert len({answers[each] for each in offered}) == 3


def test_a_quiz_needs_three_answers_that_differ() -> None:
    """FAQ-02: width and signs make no difference."""
    assert drawn({1: "是", 2: "是。", 3: "否"}, 7, 5) == ()


def test_the_rate_is_full_only_when_all_is_known() -> None:
    """FAQ-02: 199 of 200 are not 100 %."""
    assert [rate(199, 200), rate(200, 200), rate(0, 3), rate(0, 0)] == [99, 100, 0, None]
    assert right_ones([[1, 1, 2, 3], [2, 1, 2, 3]], [1, 3]) == 1


def test_an_answer_that_says_nothing_is_recognised() -> None:
    """FAQ-03: in any language, with or without signs."""
    nothing = CATALOGUE.words("faq.nothing")["says"]
    assert all(says_nothing(each, nothing) for each in ("不知道！", "不 清楚。", "I don't know."))
    assert not says_nothing("不知道的请问前台，电话8000。", nothing)
