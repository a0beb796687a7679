"""Keep copies of papers, show them to who needs them, and erase them when their day has come."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from sqlmodel import Session, col, select

from models.cases.operations import note
from models.cases.parts import Part
from models.cases.tables import Case
from models.due import Moment, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.files.tables import File, FileState, MediaKind
from models.intents.messages import Say
from models.intents.operations import post, private, redraw
from models.papers.erasing import erase, erase_again
from models.papers.messages import PaperShown
from models.papers.policy import PaperPolicy
from models.papers.tables import Paper, PaperKind, PaperState
from models.people.tables import Person
from models.permissions import parts_in, today_in
from models.values import frozen

READERS = frozenset({Part.ASSIGNEE, Part.HEAD})
CAN_BE_A_PICTURE = frozenset({MediaKind.PHOTO, MediaKind.DOCUMENT})
HERE = frozenset({PaperState.WANTED, PaperState.KEPT})


class PaperNotHere(DomainError):
    """The copy cannot be looked at: not yet, or not any more."""

    text_key = "papers.not_here"


@frozen
class PaperIsToGo(Moment):
    """The day on which a copy is erased has come."""

    subject: int
    on: date

    rings: ClassVar[str] = "papers"


def keep(
    session: Session, case: Case, *, person: Person, kind: PaperKind, file_id: int, now: datetime
) -> Paper:
    """Return the copy, which belongs to the case and to that person, with the day it goes.

    One that cannot be read is refused, now or as soon as that is known, and who sent it is asked
    for a photograph. Raises NotAllowed for another estate's file.
    """
    file = session.get_one(File, file_id)
    if not case.estate_id == person.estate_id == file.estate_id:
        raise NotAllowed
    known = select(Paper).where(
        Paper.case_id == case.id, Paper.kind == kind, Paper.file_id == file_id
    )
    paper = session.exec(known).first()
    if paper is None:
        today = today_in(session, case.estate_id, now=now)
        paper = Paper(
            estate_id=case.estate_id, case_id=case.id, person_id=person.id, file_id=file_id,
            kind=kind, received_at=now, erase_on=today,
        )  # fmt: skip
        session.add(paper)
        session.flush()
        _goes_after(session, paper, today)
        fetched(session, file_id, now=now)
    return paper


def fetched(session: Session, file_id: int, *, now: datetime) -> None:
    """Let the copies that this file is be there, or be refused, as the file itself now is.

    Only a picture is a copy: anything else is erased, and who sent it asked for a photograph.
    """
    file = session.get_one(File, file_id)
    waiting = select(Paper).where(Paper.file_id == file_id, Paper.state == PaperState.WANTED)
    for paper in session.exec(waiting).all():
        is_none = file.kind not in CAN_BE_A_PICTURE or not file.is_picture
        if file.state is FileState.KEPT and is_none:
            erase(session, file)
            address = private(session.get_one(Person, file.sender_id))
            if address is not None:
                post(session, Say("content.unreadable"), to=address, now=now)
        if file.state is not FileState.WANTED:
            is_here = file.state is FileState.KEPT
            paper.state = PaperState.KEPT if is_here else PaperState.REFUSED
            session.add(paper)
            redraw(session, paper.case_id, now=now)
    session.flush()


def papers_of(session: Session, case: Case) -> list[Paper]:
    """Return the case's copies that are not erased, in the order they came."""
    wanted = select(Paper).where(Paper.case_id == case.id, Paper.state != PaperState.ERASED)
    return list(session.exec(wanted.order_by(col(Paper.id))))


def missing(session: Session, case: Case, kinds: Iterable[PaperKind]) -> list[PaperKind]:
    """Return which of these kinds the case has no copy of, in their order."""
    here = {paper.kind for paper in papers_of(session, case) if paper.state in HERE}
    return [kind for kind in kinds if kind not in here]


def require_here(session: Session, case: Case, kinds: Iterable[PaperKind]) -> None:
    """See that a copy of each kind can be looked at. Raises PaperNotHere."""
    here = {paper.kind for paper in papers_of(session, case) if paper.state is PaperState.KEPT}
    for kind in kinds:
        if kind not in here:
            raise PaperNotHere(kind=kind)


def look(session: Session, paper_id: int, *, by: Person, now: datetime) -> Paper:
    """Show the copy to who handles its case or decides it, in private; every look is an event.

    Raises NotAllowed, PaperNotHere. Source: SEC-01, SEC-02, PRK-01.
    """
    paper = session.get(Paper, paper_id)
    case = None if paper is None else session.get_one(Case, paper.case_id)
    if paper is None or case is None or not READERS & parts_in(session, case, by, now=now):
        raise NotAllowed
    address = private(by)
    if paper.state is not PaperState.KEPT or address is None:
        raise PaperNotHere(kind=paper.kind)
    facts = {"paper": paper.id, "kind": paper.kind.value}
    note(session, case, "look_at_paper", actor=Actor.STAFF, person=by, now=now, **facts)
    shown = PaperShown(paper.id, case.number, paper.kind, paper.erase_on, (paper.file_id,))
    post(session, shown, to=address, now=now)
    return paper


def keep_until(session: Session, case: Case, on: date) -> None:
    """Let the case's copies go when they have not been needed for long enough, counted from `on`.

    For whoever ends what they were needed for: a lease with its last day, a refusal with today.
    """
    for paper in papers_of(session, case):
        _goes_after(session, paper, on)


def put_away(session: Session, paper: Paper, *, now: datetime) -> None:
    """Erase the copy now: a better one has taken its place, or it is not needed."""
    if paper.state is PaperState.ERASED:
        return
    paper.state, paper.erased_at = PaperState.ERASED, now
    session.add(paper)
    session.flush()
    same = select(Paper.id).where(Paper.file_id == paper.file_id, Paper.state != PaperState.ERASED)
    if session.exec(same).first() is None:
        erase(session, session.get_one(File, paper.file_id))


def erase_due(session: Session, moment: PaperIsToGo, *, now: datetime) -> None:
    """Erase the copy unless it is to be kept for longer by now."""
    paper = session.get_one(Paper, moment.subject)
    if paper.erase_on <= moment.on:
        put_away(session, paper, now=now)


def erase_restored(session: Session, entries: Collection[str], *, now: datetime) -> None:
    """Erase what an older backup brought back, by the list of what was erased."""
    erase_again(session, entries)
    back = select(Paper).join(File, col(File.id) == col(Paper.file_id))
    back = back.where(File.state == FileState.ERASED, Paper.state != PaperState.ERASED)
    for paper in session.exec(back).all():
        put_away(session, paper, now=now)


def _goes_after(session: Session, paper: Paper, last: date) -> None:
    days = policy_of(session, paper.estate_id, PaperPolicy).retention_days
    paper.erase_on = last + timedelta(days=days)
    session.add(paper)
    calendar = calendar_of(session, session.get_one(Estate, paper.estate_id))
    at = calendar.local(paper.erase_on, time())
    due(session, PaperIsToGo(paper.id, paper.erase_on), estate_id=paper.estate_id, at=at)
