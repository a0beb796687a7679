"""A month on paper, for the office head: rates, both books of complaints, repairs, follow-ups."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.books.counting import about_any, asked_in_person, rates_of, rounds_handled
from models.books.records import Record, complainant_of, complaints_of, record_of
from models.books.rules import FORMULAS, Month
from models.cases.lines import owner_of
from models.cases.registry import KINDS
from models.cases.tables import Case, Kind
from models.cases.words import Place
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.people.tables import Staff, StaffRole
from models.repairs.cards import place_of
from models.repairs.tables import Repair
from models.values import frozen


@frozen
class Word:
    """A word that a catalogue says: that of `value` under `prefix`, else the value as it stands."""

    prefix: str
    value: str


@frozen
class Percent:
    """A rate in tenths of a per cent; None where there was nothing to count."""

    permille: int | None


@frozen
class Yuan:
    """An amount in fen."""

    fen: int


@frozen
class Lines:
    """Several cells in one: a line each, its parts beside one another."""

    lines: tuple[tuple[Any, ...], ...]


@frozen
class Table:
    """A sheet: its title, its columns, and the rows below."""

    title: Word
    columns: tuple[Any, ...]
    rows: tuple[tuple[Any, ...], ...]


def report_of(session: Session, estate: Estate, month: Month, *, now: datetime) -> list[Table]:
    """Return the sheets of a month, as the office head may read them. CMP-23, S-51.

    Whom a complaint is about stands in the register, as the manuals want it; what is about a head
    stands in no sheet and in no figure. Who stays unnamed has no name here either. SEC-01.
    """
    heads = _heads(session, estate.id)
    span = month.span(calendar_of(session, estate))
    books = complaints_of(session, estate.id, month, readers=heads)
    records = [record_of(session, case) for case, _ in books]
    return [
        _table("rates", RATES, _rates(session, estate.id, month, heads, now)),
        _table("register", REGISTER, map(_registered, records)),
        _table("handling", HANDLING, map(_handled, records)),
        _table("repairs", REPAIRS, _repairs(session, estate.id, span, heads)),
        _table("followups", FOLLOWUPS, _followups(session, estate.id, span, heads)),
    ]


RATES = ("kind", "rate", "formula", "part", "whole", "value", "target", "before")
REGISTER = (
    *("number", "code", "importance", "department", "category", "opened_at"),
    *("reporter", "address", "phone", "signers", "place", "told", "against", "named", "wish"),
    *("answer_by", "solve_by", "owner", "valid", "status"),
)
HANDLING = (
    *("number", "code", "cause", "fault", "plan", "cost", "handed_to", "result", "explanation"),
    *("steps", "replies"),
)
REPAIRS = (
    *("number", "opened_at", "reporter", "address", "phone", "trade", "place", "told", "order"),
    *("visit_from", "visit_until", "owner", "done_at", "result", "signed_at", "status"),
)
FOLLOWUPS = (
    *("number", "kind", "asked", "done_at", "limit_at", "asked_at", "answer", "answered_at"),
    *("channel", "by_person", "opinion"),
)
JUDGED = {None: "open", True: "valid", False: "invalid"}


def _table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Table:
    heads = tuple(Word("books.columns", column) for column in columns)
    return Table(Word("books.sheets", title), heads, tuple(rows))


def _heads(session: Session, estate_id: int) -> list[Staff]:
    wanted = select(Staff).where(Staff.estate_id == estate_id, Staff.role == StaffRole.OFFICE_HEAD)
    return list(session.exec(wanted.order_by(col(Staff.id))))


def _rates(
    session: Session, estate_id: int, month: Month, heads: Collection[Staff], now: datetime
) -> Iterable[tuple[Any, ...]]:
    for each in rates_of(session, estate_id, month, readers=heads, now=now):
        for share in each.shares:
            target = FORMULAS[share.rate].target
            yield (
                Word("books.kinds", each.kind), Word("books.rates", share.rate),
                Word("books.formulas", share.rate), share.part, share.whole,
                Percent(share.permille), None if target is None else Percent(target * 10),
                Percent(share.before),
            )  # fmt: skip


def _registered(record: Record) -> tuple[Any, ...]:
    told = record.complainant
    return (
        record.number, record.code, Word("complaints.classes", record.importance),
        Word("complaints.departments", record.department), record.category, record.opened_at,
        Word("books", "unnamed") if told.unnamed else told.name, told.address, told.phone,
        record.signers, _place(record.place), record.told,
        Word("complaints.report.against.options", record.against), "、".join(record.named),
        Word("complaints.report.wish.options", record.wish), record.answer_by, record.solve_by,
        record.owner, Word("books.judged", JUDGED[record.valid]),
        Word("complaints.statuses", record.status),
    )  # fmt: skip


def _handled(record: Record) -> tuple[Any, ...]:
    steps = [(step.at, Word("cases.happened", step.action), step.name) for step in record.steps]
    replies = [
        (
            Word("books.asked", reply.kind), reply.asked_at,
            Word("followups.answers", reply.answer or ""), reply.answered_at,
            Word("books.channels", reply.channel or ""),
        )
        for reply in record.replies
    ]  # fmt: skip
    return (
        record.number, record.code, record.cause,
        Word("complaints.plan.fault.options", record.fault or ""), record.plan,
        Yuan(sum(record.promised)) if record.promised else None,
        Word("complaints.hand_on.to.options", record.handed_to), record.result,
        record.explanation, Lines(tuple(steps)), Lines(tuple(replies)),
    )  # fmt: skip


def _repairs(
    session: Session, estate_id: int, span: tuple[datetime, datetime], heads: Collection[Staff]
) -> Iterable[tuple[Any, ...]]:
    since, until = span
    wanted = (
        select(Case, Repair)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(
            Case.estate_id == estate_id,
            Case.kind == Kind.REPAIR,
            Case.opened_at >= since,
            Case.opened_at < until,
        )
        .order_by(col(Case.id))
    )
    hidden = about_any(session, heads)
    for case, repair in session.exec(wanted):
        if case.id in hidden:
            continue
        told = complainant_of(session, case)
        yield (
            case.number, case.opened_at, Word("books", "unnamed") if told.unnamed else told.name,
            told.address, told.phone, Word("trades", repair.trade),
            _place(Place() if case.unnamed else place_of(session, case, repair)), repair.told,
            Word("orders.kinds", repair.order_kind), repair.visit_from, repair.visit_until,
            owner_of(session, case), repair.done_at, repair.result or "", repair.signed_at,
            Word("repairs.statuses", case.status),
        )  # fmt: skip


def _followups(
    session: Session, estate_id: int, span: tuple[datetime, datetime], heads: Collection[Staff]
) -> Iterable[tuple[Any, ...]]:
    hidden = about_any(session, heads)
    for kind in KINDS:
        rounds = rounds_handled(session, estate_id, kind, *span)
        rows = [row for each in rounds.values() for row in each if row.case_id not in hidden]
        in_person = asked_in_person(session, rows)
        for row in sorted(rows, key=lambda each: each.id):
            yield (
                session.get_one(Case, row.case_id).number, Word("books.kinds", kind),
                Word("books.asked", row.kind), row.done_at, row.limit_at, row.asked_at,
                Word("followups.answers", row.answer or ""), row.answered_at,
                Word("books.channels", row.channel or ""), int(row.id in in_person), row.opinion,
            )  # fmt: skip


def _place(place: Place) -> Any:
    return place.address or Word("repairs.places", place.common)
