"""How moments, money, names and people's own words are written: pure functions of the reader."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency, get_currency_precision, get_currency_symbol


@dataclass(frozen=True)
class Reader:
    """Who reads, and how; `office`, `hotline` and what a woman is called are the estate's.

    An `elder` reads the short form of a text where there is one.
    """

    language: str
    timezone: str
    currency: str = "CNY"
    name: str = ""
    address_as: str = "none"
    female: str = "女士"
    elder: bool = False
    office: str = ""
    hotline: str = ""

    @property
    def locale(self) -> str:
        """Return what Babel calls the language."""
        return self.language.replace("-", "_")

    def titled(self, address_as: str) -> str:
        """Return the title that stands for this wish here."""
        return self.female if address_as == "女士" else address_as or "none"

    @property
    def is_chinese(self) -> bool:
        """Return whether the language is written in Chinese characters."""
        return self.language.startswith("zh")


# CLDR's own short forms leave out the weekday's brackets and the order people are used to here.
_DAYS = {True: "M月d日(EEE)", False: "EEE d MMM"}
_BEFORE_TIME = {True: "", False: ", "}
_AT_HOME = {"CNY": "¥"}  # signs that CLDR tells from another country's for readers elsewhere
_COMPOUND_SURNAMES = (  # two characters each
    "欧阳歐陽上官司马司馬诸葛諸葛东方東方皇甫尉迟尉遲公孙公孫令狐慕容司徒司空夏侯端木百里南宫南宮"
    "长孙長孫宇文独孤獨孤轩辕軒轅澹台澹臺淳于单于單于太史申屠呼延钟离鍾離闻人聞人西门西門拓跋纳兰納蘭"
)
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def moment(reader: Reader, value: datetime | str) -> str:
    """Return a moment as the estate's clocks show it: 11月22日(周六)09:30."""
    local = _local(reader, value)
    return day(reader, local.date()) + _BEFORE_TIME[reader.is_chinese] + f"{local:%H:%M}"


def clock(reader: Reader, value: datetime | time | str) -> str:
    """Return the time of day; a moment's in the estate's zone."""
    if isinstance(value, str):
        value = time.fromisoformat(value) if len(value) <= len("00:00:00") else _moment(value)
    return f"{_local(reader, value) if isinstance(value, datetime) else value:%H:%M}"


def day(reader: Reader, value: date | str) -> str:
    """Return a date with its weekday: 11月22日(周六)."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == len("2026-01-01") else _moment(value)
    if isinstance(value, datetime):
        value = _local(reader, value).date()
    return format_date(value, _DAYS[reader.is_chinese], locale=reader.locale)


def slot(reader: Reader, value: Mapping[str, Any] | Iterable[Any]) -> str:
    """Return a visit, given as two moments or as day and local times: 11月22日(周六)09:00–11:00."""
    if isinstance(value, Mapping):
        begins = value["begins"] if "begins" in value else value["from"]
        ends = value["ends"] if "ends" in value else value["to"]
        first = day(reader, value["day"]) + _BEFORE_TIME[reader.is_chinese] + clock(reader, begins)
    else:
        begins, ends = value
        first = moment(reader, begins)
    return f"{first}–{clock(reader, ends)}"


def money(reader: Reader, minor: int) -> str:
    """Return an amount of minor units (fen) in the estate's currency, with its sign at home."""
    digits = get_currency_precision(reader.currency)
    said = format_currency(Decimal(minor).scaleb(-digits), reader.currency, locale=reader.locale)
    abroad = get_currency_symbol(reader.currency, locale=reader.locale)
    return said.replace(abroad, _AT_HOME.get(reader.currency, abroad))


def isolate(value: object) -> str:
    """Return people's own words so that nothing in them can turn the line around them."""
    return f"\u2068{_shown(str(value))}\u2069"


def quoted(reader: Reader, words: str) -> str:
    """Return people's own words in quotation marks, after a space where words have one between.

    Nothing of words that show nothing: nobody is to read empty quotation marks.
    """
    if not _shown(words).strip():
        return ""
    opens, closes = "「」" if reader.language == "zh-Hant" else "“”"
    return f"{'' if reader.is_chinese else ' '}{opens}{isolate(words)}{closes}"


def foreign(reader: Reader, words: str) -> bool:
    """Tell whether the words stand wholly in another script than the reader's. ETQ-14."""
    scripts = (r"[\u4e00-\u9fff]", r"[A-Za-z]{3}")
    own, other = scripts if reader.is_chinese else reversed(scripts)
    return bool(re.search(other, words)) and not re.search(own, words)


def surname(name: str) -> str:
    """Return the family name of a Chinese name; any other name as it is, for we cannot know."""
    name = _shown(name).strip()
    if len(name) < 2 or not all(unicodedata.category(sign) == "Lo" for sign in name):
        return name
    compound = len(name) > 2 and _COMPOUND_SURNAMES.find(name[:2]) % 2 == 0
    return name[:2] if compound else name[:1]


def _shown(text: str) -> str:
    return "".join(
        sign
        for sign in text
        if sign == "\n" or (unicodedata.category(sign) != "Cc" and sign not in _BIDI)
    )


def _moment(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _local(reader: Reader, value: datetime | str) -> datetime:
    found = _moment(value) if isinstance(value, str) else value
    return found.astimezone(ZoneInfo(reader.timezone))
