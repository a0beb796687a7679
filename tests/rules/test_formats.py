"""Moments, money, names and people's own words, as each reader sees them."""

from datetime import UTC, date, datetime

import pytest

from locales import formats
from locales.catalogue import Catalogue, Reader

HANS, HANT, EN = (Reader(each, "Asia/Shanghai") for each in ("zh-Hans", "zh-Hant", "en"))
NINE = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
ELEVEN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_a_moment_is_told_in_the_estates_zone() -> None:
    assert formats.moment(HANS, NINE) == "11月22日(周日)09:00"
    assert formats.moment(HANT, "2026-11-22T01:00:00Z") == "11月22日(週日)09:00"
    assert formats.moment(EN, NINE) == "Sun 22 Nov, 09:00"
    assert formats.clock(HANS, "09:30:00") == "09:30"
    assert formats.day(HANS, datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == "11月23日(周一)"


@pytest.mark.parametrize(
    "visit",
    [
        (NINE, ELEVEN),
        (NINE.isoformat(), ELEVEN.isoformat()),
        {"day": "2026-11-22", "begins": "09:00", "ends": "11:00"},
        {"day": date(2026, 11, 22), "from": "09:00", "to": "11:00"},
    ],
)
def test_a_visit_is_told_alike_however_it_is_kept(visit: object) -> None:
    assert formats.slot(HANS, visit) == "11月22日(周日)09:00–11:00"
    assert formats.slot(EN, visit) == "Sun 22 Nov, 09:00–11:00"


def test_money_is_counted_in_fen() -> None:
    assert formats.money(HANS, 123450) == "¥1,234.50"
    assert formats.money(Reader("en", "UTC", currency="JPY"), 500) == "¥500"


def test_the_estates_money_has_its_sign_at_home_for_every_reader() -> None:
    for language in ("zh-Hans", "zh-Hant", "en"):
        reader = Reader(language, "Asia/Shanghai")
        assert formats.money(reader, 123450) == "¥1,234.50"
        assert formats.money(reader, -5) == "-¥0.05"
    assert formats.money(Reader("zh-Hant", "UTC", currency="HKD"), 100) == "HK$1.00"


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("林秀英", "林"),
        ("欧阳秀英", "欧阳"),
        ("諸葛亮", "諸葛"),
        ("王司", "王"),
        ("Anna Lin", "Anna Lin"),
    ],
)
def test_the_surname_of_a_chinese_name(name: str, surname: str) -> None:
    assert formats.surname(name) == surname


def test_what_people_write_cannot_turn_the_line() -> None:
    assert formats.isolate("a\u202eb\x00\nc\u2069") == "\u2068ab\nc\u2069"


@pytest.mark.parametrize(
    ("language", "name", "address_as", "opening"),
    [
        ("zh-Hans", "欧阳秀英", "女士", "欧阳女士，您好。"),
        ("zh-Hant", "林志明", "先生", "林先生，您好。"),
        ("zh-Hans", "林秀英", "none", "您好。"),
        ("zh-Hans", "", "女士", "您好。"),
        ("en", "Lin", "女士", "Dear Ms Lin,\n"),
        ("en", "Lin", "none", "Hello. "),
    ],
)
def test_nobody_is_called_by_the_bare_name(
    language: str, name: str, address_as: str, opening: str
) -> None:
    reader = Reader(language, "UTC", name=name, address_as=address_as)
    said = Catalogue.load().html(
        "menu.offer_draft", reader, {"begun": "", "text": "", "more": False}
    )
    assert said.startswith(opening)
    assert (name in said) == (name == "" or (language == "en" and address_as != "none"))


def test_words_stand_in_quotation_marks_where_any_are_seen() -> None:
    assert [formats.quoted(each, "电工群") for each in (HANS, HANT, EN)] == [
        "“\u2068电工群\u2069”", "「\u2068电工群\u2069」", " “\u2068电工群\u2069”",
    ]  # fmt: skip
    assert {formats.quoted(EN, each) for each in ("", " ", "\u202e", "\u2068\u2069 \0")} == {""}
