"""Every sentence with which Telegram refuses × every kind of message, and what follows from it."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from bot.delivery.noting import GONE, SHUT
from bot.delivery.outcomes import (
    Broken,
    Delivered,
    Later,
    Migrated,
    Outcome,
    Reason,
    Refused,
    Unknown,
)
from locales.catalogue import Catalogue
from models.database import Database
from models.groups.shutting import ASKED_AGAIN
from models.intents.cards import Card
from models.intents.messages import Message
from models.intents.tables import OutboxState
from models.records import Recorded
from tests.support.canaries import Overheard
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.refusing import MOVED, Bench, open_bench
from tests.support.samples import message_kinds, samples
from tests.support.sentences import SENTENCES, said

SEED = int(os.environ.get("SEED", "20261129"))
DRAWN = 6  # sentences for each kind of message; all of them in `PROVE=full`
WHERE = ("private", "edit", "group")
FLOOD = said(429, "Too Many Requests: retry after 35", '{"retry_after": 35}')
UPGRADED = said(400, "Bad Request: group chat was upgraded", f'{{"migrate_to_chat_id": {MOVED}}}')
PAGE, TORN = "<html>502 Bad Gateway</html>", '{"ok": true, "result": {"message_id": 7, "da'
Said = tuple[int, str, Outcome]  # status, body, and what it has to mean
ANSWERS: tuple[Said, ...] = (
    *((code, said(code, words), outcome) for code, words, outcome in SENTENCES),
    (429, FLOOD, Later(35)), (400, UPGRADED, Migrated(MOVED)),
    (502, PAGE, Unknown()), (200, PAGE, Unknown()), (200, TORN, Unknown()), (200, "", Unknown()),
)  # fmt: skip
# What becomes of the message, and what people notice of it.
ENDS: dict[str, tuple[OutboxState, str]] = {
    "as it is": (OutboxState.SENT, "it says this already"),
    "later": (OutboxState.WAITING, "waits as long as Telegram said, with what waits in that chat"),
    "later, all": (OutboxState.WAITING, "waits some seconds, with everything that waits"),
    "moved": (OutboxState.WAITING, "the group's new number is followed, and it is sent there"),
    "unknown": (OutboxState.WAITING, "sent once more"),
    "anew": (OutboxState.WAITING, "the edit is sent as a new message"),
    "plain": (OutboxState.SENT, "said at once without markup, and logged as a mistake of ours"),
    "gone": (OutboxState.REFUSED, "the chat is known as lost: telephone, or the next group"),
    "shut": (OutboxState.WAITING, "waits until the group takes it; its work goes elsewhere"),
    "refused": (OutboxState.REFUSED, "ended with its reason; what matters is told by telephone"),
}


def end_of(outcome: Outcome, where: str) -> str:
    """Return which of the ends it has to be."""
    match outcome:
        case Broken() | Later(everywhere=False):
            end = "later"
        case Later():
            end = "later, all"
        case Refused(Reason.MESSAGE_GONE) if where == "edit":
            end = "anew"
        case Refused(Reason.BAD_MARKUP):
            end = "plain"
        case Refused(reason) if where == "group" and reason in SHUT:
            end = "shut"
        case Refused(reason):
            end = "gone" if reason in GONE else "refused"
        case _:
            end = {Delivered: "as it is", Migrated: "moved", Unknown: "unknown"}[type(outcome)]
    return end


async def judged(bench: Bench, message: Message, where: str, answer: Said) -> list[str]:
    """Let the message be answered so; return what is not as it has to be."""
    status, body, outcome = answer
    end, to = end_of(outcome, where), bench.places[where]
    row_id = bench.posts(message, where)
    row = await bench.sends(row_id, message, (status, body))
    follows = bench.follows(row)
    state = ENDS[end][0]
    ended = end in ("gone", "refused")
    wanted = {
        "held": [end in ("later", "later, all"), end == "later, all"],
        "person": [to.chat_id] if end == "gone" and to.person_id else [],
        "group": [to.chat_id] if end == "gone" and to.group_id else [],
        "shut": [to.chat_id] if end == "shut" else [],
        "head told": int(end in ("gone", "shut") and to.group_id is not None),
        "telephone": int(ended and message.matters and hasattr(message, "case_id")),
        "beside": MOVED if end == "moved" else to.chat_id,
    }
    reason = outcome.reason if isinstance(outcome, Refused) and (ended or end == "shut") else None
    wrong = [] if (row.state, row.reason) == (state, reason) else [f"{row.state} {row.reason}"]
    wrong += [f"{name}: {follows[name]}" for name in wanted if follows[name] != wanted[name]]
    if end == "shut" and row.not_before != bench.world.clock.now() + ASKED_AGAIN:
        wrong.append(f"waits until {row.not_before}")
    if row.state == OutboxState.WAITING:
        again = await bench.sends(row_id, message, (502, PAGE) if end == "unknown" else None)
        twice = OutboxState.WAITING if where == "edit" else OutboxState.UNCONFIRMED
        if again.state != (twice if end == "unknown" else OutboxState.SENT):
            wrong.append(f"then {again.state} {again.reason}")
        if bench.follows(again)["shut"]:
            wrong.append("still shut")
        if end == "anew" and again.message_id == bench.stood:
            wrong.append("an edit again")
    bench.returns()
    return [f"{type(message).__name__} {where} {body[:90]}: {each}" for each in wrong]


def kinds() -> list[type[Message]]:
    """Return every message that has a text of its own, and every card."""
    told = message_kinds()
    cards = (kind for kind in Recorded.kinds.values() if issubclass(kind, Card))
    return told + [kind for kind in cards if kind is not Card and kind not in told]


def to_try() -> Iterator[tuple[type[Message], str, Said]]:
    """Yield kind, place and answer: all, or so many of each kind as are drawn."""
    chance = Random(SEED)  # noqa: S311 - drawn to be drawn again
    for kind in kinds():
        for where, answer in pairs() if WHOLE else chance.sample(pairs(), DRAWN):
            yield kind, where, answer


def pairs() -> list[tuple[str, Said]]:
    """Return every place with what Telegram may answer there."""
    return [each for each in product(WHERE, ANSWERS) if fits(*each)]


def fits(where: str, answer: Said) -> bool:
    """Tell whether Telegram could say so there: only a group moves."""
    return where == "group" or not isinstance(answer[2], Migrated)


def sample(kind: type[Message]) -> Message:
    """Return a message of that kind, about the one case there is where it is about one."""
    one = next(samples(kind, 1))
    return replace(one, case_id=1) if "case_id" in {f.name for f in fields(one)} else one  # type: ignore[arg-type,type-var]


@pytest.fixture
async def bench(founded: Database, tmp_path: Path, catalogue: Catalogue) -> Bench:
    return await open_bench(founded, tmp_path, catalogue)


@pytest.mark.prove
@pytest.mark.timeout(3600)
async def test_whatever_telegram_says_to_whatever_we_say_has_its_end(
    bench: Bench, overheard: Overheard
) -> None:
    """GEN-01: none is lost in silence, none is repeated for ever, and nobody else waits for it."""
    began, wrong, tried = monotonic(), list[str](), Counter[tuple[int, str, str]]()
    for kind, where, answer in to_try():
        message = sample(kind)
        wrong += await judged(bench, message, where, answer)
        tried[answer[0], answer[1], end_of(answer[2], where)] += 1
    await bench.desk.application.shutdown()
    if WRITTEN:
        write_down(tried, monotonic() - began)
    assert wrong == [], f"SEED={SEED}, {len(wrong)} of {tried.total()}\n" + "\n".join(wrong[:60])
    assert overheard.tells(["message not drawn"]) == []


def write_down(tried: Counter[tuple[int, str, str]], seconds: float) -> None:
    """Write the table down."""
    rows = [f"| {end} | {state} | {what} |" for end, (state, what) in ENDS.items()]
    each = [
        f"| {status} | {words(body)} | {end} | {times} |"
        for (status, body, end), times in tried.items()
    ]
    text = SECTION.format(
        kinds=len(kinds()), answers=len(ANSWERS), tried=tried.total(),
        all=len(kinds()) * len(pairs()), seconds=round(seconds),
        ends="\n".join(rows), rows="\n".join(each),
    )  # fmt: skip
    write_section("refusals", text)


def words(body: str) -> str:
    """Return what stands in the table for an answer."""
    try:
        said_so: str = json.loads(body)["description"]
    except ValueError:
        return f"`{body}`" if body else "nothing"
    return said_so


SECTION = """\
## Every sentence with which Telegram refuses, to every kind of message

By `tests/proofs/test_refusals.py`.

Each of {answers} answers of the Bot API server and of what stands before it is given to each of
{kinds} kinds of message and card, sent to a person, in the place of an older message, and to a
group: {tried} of {all} times, in {seconds} s, none with another end than this. Then what waits is
sent again.

| end | state | what follows |
|---|---|---|
{ends}

Looked at each time: the message's state and reason, what else waits in this and in another chat,
whether person or group is known as lost, whether the head of the office hears of a lost or shut
group, and whether an officer has the task to telephone what matters in a case.

| code | what Telegram says | end | times |
|---|---|---|---|
{rows}
"""
