"""Plausible and nasty values for whatever a text may mention, made from the messages' own types."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, time
from enum import Enum
from random import Random
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import models
from models.books.counting import KindRates
from models.books.messages import CheckLine, OpenCheck
from models.books.records import Record, RegisterLine
from models.cases.lines import Late
from models.cases.tables import Kind
from models.cases.words import Place
from models.emergencies.messages import Number
from models.files.store import SealedKey
from models.files.tables import MediaKind
from models.handovers.lines import Cluster, OpenLine
from models.handovers.record import LogEntry
from models.intents.messages import Message
from models.mydata.reading import Keeping, OwnFile
from models.mydata.words import Why as DataWhy
from models.papers.messages import PaperLine
from models.parking.ledger_messages import LedgerRow
from models.people.tables import Trade
from models.records import Recorded
from models.repairs.messages import Elsewhere, Sheet
from models.repairs.visit_messages import OverdueLine, VisitLine
from models.repairs.visits import Visit
from models.talks.messages import TalkLine
from models.talks.rules import Status
from models.talks.said import Line
from models.visitors.messages import PassLine
from tests.support import accounting_samples as accounting
from tests.support import arrears_samples as arrears
from tests.support import blocking_samples as blocking
from tests.support import book_samples as books
from tests.support import card_samples as cards
from tests.support import collecting_samples as collecting
from tests.support import conduct_samples as conduct
from tests.support import dunning_samples as dunning
from tests.support import fee_samples as fees
from tests.support import gate_samples as gate
from tests.support import moving_samples as moving
from tests.support import owners_samples as owners
from tests.support import parking_samples as parking
from tests.support.said_samples import SAID
from tests.support.sample_values import (
    EARLY,
    ELSEWHERE,
    LATE,
    NASTY,
    OF_ONE_MESSAGE,
    OF_ONE_TEXT,
    PLACES,
    SAID_IN_TALK,
    SHEETS,
    TALKS,
)

EXACTLY = {  # by the name of the field, where its type says too little
    "shows": ("dispatch", "resident", "resident_gone", "job", "job_gone"),
    "address_as": ("", "none", "女士"),
    "actions": ((), ("claim", "set_off", "finish", "details", "more")),
    "opinion": ("", NASTY, "水" * 500),
    "offers": ((), ("take", "call"), ("call", "pass", "end"), ("reached", "missed", "end")),
    "outcomes": ((), ("fixed", "not", "wrong_number", "visited")),
    "visit_from": (EARLY, None),
    "visit_until": (LATE,),
    "month": ("2026-11",),
}
BY_TYPE: dict[Any, tuple[Any, ...]] = {
    **moving.OF_MOVING,
    **owners.OF_FILES,
    **fees.OF_FEES,
    **arrears.OF_TYPES,
    **accounting.OF_EXPORTS,
    **dunning.OF_ARREARS,
    **conduct.OF_TYPES,
    **collecting.OF_TYPES,
    int: (0, 1, 12),
    bool: (True, False),
    str: ("", "张建国", NASTY, "水" * 1000),
    datetime: (EARLY, LATE),
    date: (date(2026, 11, 22),),
    time: (time(9, 0),),
    Place: PLACES,
    Number: (Number("119", service="fire"), Number("110", name=NASTY)),
    Cluster: (Cluster("plumbing", "1号楼", 4),),
    LogEntry: (
        LogEntry(EARLY, 12, "repair", "plumbing", PLACES[0], "reported"),
        LogEntry(LATE, name="张建国", told=NASTY),
        LogEntry(LATE, place=PLACES[0], name=NASTY, talk=Status.TALKING),
    ),
    OpenLine: (
        OpenLine(
            1,
            12,
            Kind.REPAIR,
            "plumbing",
            PLACES[0],
            "reported",
            "",
            0,
            Late.UNCLAIMED,
            urgent=True,
        ),
        OpenLine(
            2, 13, Kind.REPAIR, "gas", PLACES[1], "claimed", "张建国", 3, Late.VISIT, is_read=True
        ),
    ),
    Visit: (Visit(date(2026, 11, 22), time(9), time(11)),),
    VisitLine: tuple(VisitLine(12, Trade.GAS, each, EARLY, LATE) for each in PLACES),
    OverdueLine: (
        OverdueLine(12, Trade.GAS, PLACES[0], "张建国", EARLY, LATE),
        OverdueLine(12, Trade.LIFT, PLACES[1], "", None, None),
    ),
    Sheet: SHEETS,
    Elsewhere: ELSEWHERE,
    TalkLine: TALKS,
    Line: SAID_IN_TALK,
    KindRates: books.RATES,
    RegisterLine: books.REGISTERED,
    Record: books.RECORDS,
    OpenCheck: books.CHECKS,
    CheckLine: books.LOOKED_AT,
    PaperLine: parking.LINES,
    LedgerRow: parking.ROWS,
    PassLine: gate.LINES,
    Keeping: tuple(Keeping(each, date(2029, 11, 22)) for each in DataWhy),
    OwnFile: (OwnFile(1, MediaKind.PHOTO, "", SealedKey("", ""), is_picture=True),),
    NoneType: (None,),
    Any: (1,),
}
OF_MESSAGES = OF_ONE_MESSAGE | parking.OF_ITS_MESSAGES
OF_MESSAGES |= gate.OF_ITS_MESSAGES | owners.OF_THEIR_MESSAGES
OF_MESSAGES |= cards.OF_THEIR_MESSAGES | blocking.OF_ITS_MESSAGES | moving.OF_ITS_MESSAGES
OF_MESSAGES |= accounting.OF_THEIR_MESSAGES | fees.OF_THEIR_MESSAGES | dunning.OF_THEIR_MESSAGES
OF_MESSAGES |= conduct.OF_CONDUCT | collecting.OF_COLLECTING | arrears.OF_THEIR_MESSAGES


def message_kinds() -> list[type[Message]]:
    """Return every message that has a text of its own."""
    for module in pkgutil.walk_packages(models.__path__, "models."):
        if "migrations" not in module.name:
            importlib.import_module(module.name)
    known = sorted(Recorded.kinds.items())
    return [
        kind for _, kind in known if issubclass(kind, Message) and getattr(kind, "text_key", "")
    ]


def samples(kind: type[Message], count: int = 80) -> Iterator[Message]:
    """Yield messages with every kind of value in every field, the same ones each time."""
    luck, hints = Random(kind.__name__), get_type_hints(kind)  # noqa: S311
    for _ in range(count):
        given = {f.name: _value(f.name, hints[f.name], luck) for f in fields(kind)}  # type: ignore[arg-type]
        own = OF_MESSAGES.get(kind.__name__, {})
        given |= {name: luck.choice(values) for name, values in own.items()}
        if "visit_from" in given and given["visit_from"] is None:
            given["visit_until"] = None  # a visit has both ends or none
        yield kind(**given)


def facts_for(key: str, names: frozenset[str], count: int = 8) -> Iterator[dict[str, Any]]:
    """Yield facts for a text that is not a message's. Raises LookupError for an unknown name."""
    of_features = OF_ONE_TEXT | books.OF_BOOKS | parking.OF_PARKING
    of_features |= gate.OF_VISITORS | owners.OF_OWNERS | cards.OF_CARDS | blocking.OF_BLOCKED
    of_features |= moving.OF_ONE_TEXT | fees.OF_TEXTS | dunning.OF_TEXTS | conduct.OF_TEXTS
    of_features |= collecting.OF_TEXTS | arrears.OF_TEXTS
    luck, known = Random(key), SAID | of_features.get(key, {})  # noqa: S311
    missing = sorted(names - set(known))
    if missing:
        raise LookupError(
            f"{key} mentions {missing}: give them a sample in tests/support/samples.py"
        )
    for _ in range(count):
        yield {name: luck.choice(known[name]) for name in sorted(names)}


def _value(name: str, hint: Any, luck: Random) -> Any:
    if name in EXACTLY:
        return luck.choice(EXACTLY[name])
    if get_origin(hint) is tuple:
        return tuple(_value("", get_args(hint)[0], luck) for _ in range(luck.choice((0, 2))))
    if get_args(hint):
        return _value("", luck.choice(get_args(hint)), luck)
    if issubclass(hint, Enum):
        return luck.choice(list(hint))
    return luck.choice(BY_TYPE[hint])
