"""Every sentence exists in every language, says the same facts, and is fit for Telegram."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from itertools import chain, cycle
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.html import parse_html
from bot.sandbox.refusals import Refused
from handlers.routes import COMMANDS, CONVERSATIONS
from locales.catalogue import Catalogue, Reader
from models.intents.messages import Message
from models.people.tables import Trade
from tests.support.named import begins_a_key, named_in_code
from tests.support.run_time_names import NAMED_AT_RUN_TIME
from tests.support.samples import facts_for, message_kinds, samples

ROOT = Path(__file__).parents[2]
CATALOGUE = Catalogue.load()
READERS = [  # in turn, each time one of each language
    [
        Reader(
            language, "Asia/Shanghai", name=name, address_as=title, office="<玉兰苑>", hotline=line
        )
        for language in CATALOGUE.languages
    ]
    for name, title, line in (
        ("林秀英", "女士", "010-8888"),
        ("", "先生", ""),
        ("A & B", "none", ""),
    )
]
TURNS = cycle(READERS)
KEYS = CATALOGUE.keys()
KINDS = message_kinds()
NAMES_OF_THE_OTHER = {"请选择语言", "請選擇語言", "简体中文", "繁體中文", "繁體", "服务工作单"}
LISTS = re.compile(r"^\[[\w.]+_words\]$.*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)  # what people say
BENDS = re.compile("[\u202a-\u202e\u2066\u2067]")
BUTTONS = re.compile(
    r"repairs\.actions\..*|emergencies\.(take|calm)|wishes\.withdraw\.sure|language\.names\..*"
    r"|tasks\.(outcomes|actions)\..*|followups\.((answers|reasons)\..*|opinion\.(words|none))"
    r"|menu\.(labels\..*|resume|discard|main)|registration\.(actions\..*|share)"
    r"|understanding\.(not_category|not_place|do\..*|intents\..*)|people\.settings\.\w+\..*"
    r"|conversations\.(back|skip|cancel|keep|drop_media|today|tomorrow|day|slot)"
    r"|repairs\.(report|finish|more)\.(submit|\w+\.(title|none_free|join|new|options\.\w+))"
    r"|repairs\.join\.lead\.offer"
    r"|referrals\.(days|\w+\.\w+\.(title|options\.\w+))"
    r"|faq\.(actions\..*|groups\..*|add\.submit|\w+\.\w+\.title)"
    r"|conversions\.kinds\..*"
    r"|complaints\.(actions|more)\..*|complaints\.retract\.sure|(books|arrears)\.actions\..*"
    r"|complaints\.\w+\.(submit|\w+\.(title|unsure|options\.\w+))"
    r"|enquiries\.actions\..*|enquiries\.\w+\.(submit|\w+\.(title|options\.\w+))"
    r"|parking\.(kind|actions\..*)|papers\.photograph\.(enough|anew)"
    r"|parking\.\w+\.(submit|\w+\.(title|options\.\w+))"
    r"|access_cards\.(actions|kinds)\..*"
    r"|access_cards\.\w+\.(submit|\w+\.title)"
    r"|owners\.(actions\..*|uses\..*|subjects\..*|new_car)"
    r"|owners\.\w+\.(submit|\w+\.(title|options\.\w+))"
    r"|quotes\.(tariff|other_sum|see_tariffs|\w+\.\w+\.title)"
    r"|talks\.(actions|helped|saved)\..*"
    r"|papers\.kinds\..*|mydata\.actions\..*"
    r"|sheets\.(minutes|all_back|mine\.step|\w+\.\w+\.(title|options\.\w+))"
)
SAY_NOTHING = frozenset(  # texts that may have nothing to say
    {
        "wishes.add.told.answer",
        "repairs.hint",
        "repairs.report.told.answer",
        "repairs.more.told.answer",
        "followups.opinion.told.answer",
        "complaints.report.told.answer",
        "complaints.further.told.answer",
        "complaints.resolve.told.answer",
        *(
            f"enquiries.{each}.told.answer"
            for each in ("ask", "suggest", "again", "praise", "keyed")
        ),
        "enquiries.answer.told.answer",
        "sheets.parts.told.answer",
        "quotes.reduction.reason.answer",
        "referrals.developer.demands.answer",
        "referrals.outcome.told.answer",
        "referrals.talks.whom.answer",
        "mydata.review.told.answer",
        "referrals.line",
        "sheets.lines",
        "sheets.times",
    }
)
TOASTS = re.compile(
    r"(toasts|errors)\..*|language\.set|\w+\.(already_\w+|too_soon|in_the_way|visit_taken|no_such_incident|code_refused)"
)


@cache
def mentioned(key: str, language: str = "en") -> frozenset[str]:
    """Return the facts that the text mentions."""
    return CATALOGUE.variables(key, language)


def valid(html: str) -> str:
    """Return what is wrong with the text for Telegram, or nothing."""
    try:
        said = parse_html(html)
    except Refused as refused:
        return str(refused)
    size = len(said.encode("utf-16-le")) // 2
    if "&amp;lt;" in html or "&amp;amp;" in html:
        return "escaped twice"
    if BENDS.search(html):
        return "turns the words around it"
    return "" if 0 < size <= 4096 else f"{size} characters"


def drawn(key: str, facts: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the text for the readers whose turn it is."""
    for reader in next(TURNS):
        if wrong := valid(CATALOGUE.html(key, reader, facts)):
            yield f"{reader.language} {key}: {wrong}"


def short(key: str, facts: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the label of a button, which has no markup."""
    for reader in READERS[0]:
        label = CATALOGUE.plain(key, reader, facts)
        if not 0 < len(label) <= 40 or re.search(r"[<>\n]|&\w+;", label) or BENDS.search(label):
            yield f"{reader.language} {key}: {label!r} is no label"


def test_a_short_form_stands_for_a_text_and_mentions_nothing_else() -> None:
    """S-48: who asked for large, simple screens reads these."""
    short = sorted(key for key in KEYS if key.startswith("elder."))
    assert short
    for key in short:
        of = key.removeprefix("elder.")
        assert mentioned(key) <= mentioned(of), key


def test_every_language_has_every_text() -> None:
    missing = [
        f"{language}: {key}"
        for language in CATALOGUE.languages
        for key in sorted(CATALOGUE.keys())
        if key not in CATALOGUE.keys(language)
    ]
    assert missing == []


def test_a_text_mentions_the_same_facts_in_every_language() -> None:
    assert [
        (key, said)
        for key in sorted(CATALOGUE.keys())
        for said in [{each: mentioned(key, each) for each in CATALOGUE.languages}]
        if len(set(said.values())) > 1
    ] == []


def test_the_texts_that_are_named_at_run_time_exist() -> None:
    named = (f"{prefix}.{each}" for prefix, values in NAMED_AT_RUN_TIME.items() for each in values)
    assert missing(named) == []


def test_the_texts_of_every_conversation_exist() -> None:
    assert missing(chain(*(each.text_keys() for each in CONVERSATIONS.values()))) == []


def test_every_text_that_the_code_names_exists() -> None:
    assert [
        f"{path.relative_to(ROOT)}:{line} names {key}"
        for path, line, key, whole in named_in_code()
        if not begins_a_key(KEYS, key, whole)
        and not (whole and (CATALOGUE.has(key) or CATALOGUE.words(key)))
    ] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_message_and_its_buttons_can_be_said_to_everybody(kind: type[Message]) -> None:
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    wrong: set[str] = set()
    for message in samples(kind):
        facts = {name: getattr(message, name) for name in known}
        labels = [(button.label, dict(button.facts)) for row in message.buttons() for button in row]
        keys = [message.key(), *(label for label, _ in labels)]
        if missing(keys):
            wrong |= {f"there is no text {key}" for key in missing(keys)}
            continue
        unknown = mentioned(message.key()) - known
        wrong |= {f"{message.key()} mentions {each}, no field of it" for each in unknown}
        if not unknown:
            wrong |= set(drawn(message.key(), facts))
            wrong |= {each for label, given in labels for each in short(label, given)}
    assert sorted(wrong) == []


def test_every_other_text_can_be_said_to_everybody() -> None:
    told = {message.key() for kind in KINDS for message in samples(kind)}
    wrong: set[str] = set()
    for key in sorted(CATALOGUE.keys() - told):
        names = frozenset().union(*(mentioned(key, each) for each in CATALOGUE.languages))
        for facts in facts_for(key, names):
            if key not in SAY_NOTHING:
                wrong |= set(drawn(key, facts))
    assert sorted(wrong) == []


def test_the_label_of_a_button_is_short_and_plain() -> None:
    labels = [key for key in sorted(CATALOGUE.keys()) if BUTTONS.fullmatch(key)]
    assert len(labels) > 40
    assert [
        wrong
        for key in labels
        for facts in facts_for(key, mentioned(key))
        for wrong in short(key, facts)
    ] == []


def test_the_answer_to_a_press_fits_its_200_characters() -> None:
    assert [
        f"{reader.language} {key}"
        for key in sorted(CATALOGUE.keys())
        if TOASTS.fullmatch(key)
        for facts in facts_for(key, mentioned(key))
        for reader in READERS[0]
        if len(CATALOGUE.plain(key, reader, facts)) > 200
    ] == []


def test_a_text_names_the_key_for_a_person_as_the_readers_screen_has_it() -> None:
    """Large screens have *Please call me* there: `{{ 'person' | option('menu.labels') }}`."""
    for language in CATALOGUE.languages:
        reader = Reader(language, "UTC")
        label = CATALOGUE.plain("menu.labels.person", reader, {}).partition(" ")[2]
        quoted = re.compile(f"[“「]{re.escape(label)}[”」]")
        pages = (ROOT / "locales" / language).glob("*.toml")
        assert [each for each in pages if quoted.search(each.read_text("utf-8"))] == []
        large, call_me = replace(reader, elder=True), CATALOGUE.plain("menu.call_me", reader, {})
        assert call_me in CATALOGUE.plain("dunning.rests_already", large, {})


def test_traditional_chinese_has_its_own_quotation_marks() -> None:
    pages = sorted((ROOT / "locales" / "zh-Hant").glob("*.toml"))
    assert [page.name for page in pages if set("“”") & set(page.read_text("utf-8"))] == []


def test_a_word_means_one_trade_only() -> None:
    """Whoever types it is understood, whatever language is set."""
    meant: dict[str, set[str]] = {}
    for trade, words in CATALOGUE.words("trades").items():
        for word in words:
            meant.setdefault(word.casefold(), set()).add(trade)
    assert {word: trades for word, trades in meant.items() if len(trades) > 1} == {}
    assert set(CATALOGUE.words("trades")) == set(Trade)
    assert {"back", "cancel", "skip", "submit"} <= set(CATALOGUE.words("conversations.controls"))
    assert {"after_tomorrow", "sunday", "afternoon"} <= set(CATALOGUE.words("conversations.days"))


@pytest.mark.parametrize("language", CATALOGUE.languages)
def test_the_help_of_the_staff_names_every_command_of_theirs(language: str) -> None:
    """They are those that say in brackets whose they are; the rest are keys, or done by a link."""
    reader = Reader(language, "Asia/Shanghai")
    told = CATALOGUE.plain("menu.help_work", reader, {})
    keys = {"mine", "open", "duty"} | {"pass", "bind"}
    assert [
        name
        for name in COMMANDS
        if re.search(r"[（(][^（(]+[）)]$", CATALOGUE.description(name, language))
        and name not in keys
        and f"/{name} " not in told
    ] == []


@pytest.mark.parametrize(("language", "charset"), [("zh-Hans", "gb2312"), ("zh-Hant", "big5hkscs")])
def test_chinese_is_written_in_its_readers_own_script(language: str, charset: str) -> None:
    """Their own character set has every character; Big5 has a few of the other for rare words."""
    of_the_other = {"zh-Hans": "", "zh-Hant": "几么于并托"}[language]
    wrong = []
    for path in sorted((ROOT / "locales" / language).glob("*.toml")):
        texts = LISTS.sub("", path.read_text("utf-8"))
        for word in re.findall("[\u4e00-\u9fff]+", "" if "words" in path.stem else texts):
            alike = word.encode(charset, "ignore").decode(charset) == word
            if word not in NAMES_OF_THE_OTHER and (not alike or {*word} & {*of_the_other}):
                wrong.append(f"{path.name}: {word}")
    assert wrong == []


def missing(keys: Iterable[str]) -> list[str]:
    return sorted({str(key) for key in keys if not CATALOGUE.has(str(key))})
