"""The checklist of a case's papers: what is here, what is wrong, who compared it with which."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.database import insert_new
from models.errors import DomainError
from models.papers.messages import PaperLine
from models.papers.operations import keep, missing, papers_of, put_away
from models.papers.tables import PaperCheck, PaperState
from models.papers.words import Flaw, PaperKind
from models.people.tables import Person, Staff


class NotCompared(DomainError):
    """Somebody has to say of each copy that it equals the original. PRK-01, OWN-05."""

    text_key = "papers.not_compared"


def take_in(
    session: Session, case: Case, papers: Mapping[PaperKind, tuple[int, ...]],
    *, by: Person, now: datetime,
) -> None:  # fmt: skip
    """Keep the copies; what was wrong with the one before is wrong no more."""
    for kind, files in papers.items():
        for file_id in files:
            keep(session, case, person=by, kind=kind, file_id=file_id, now=now)
        known = select(PaperCheck).where(PaperCheck.case_id == case.id, PaperCheck.kind == kind)
        check = session.exec(known).first()
        if check is not None and files:
            session.delete(check)
    session.flush()


def faulty(
    session: Session, case: Case, kind: PaperKind, flaw: Flaw, *, by: Staff, now: datetime
) -> None:
    """Put the copies of that kind away, and note why they do not do."""
    for paper in papers_of(session, case):
        if paper.kind is kind:
            put_away(session, paper, now=now)
    check = check_of(session, case, kind)
    check.flaw, check.checked_at = flaw, None
    check.checked_by = by.id
    session.add(check)


def equal(session: Session, case: Case, kind: PaperKind, *, by: Staff, now: datetime) -> bool:
    """Note that the copy equals the original, who says so and when; false if it was noted."""
    check = check_of(session, case, kind)
    if check.checked_at is not None:
        return False
    check.checked_by, check.checked_at, check.flaw = by.id, now, ""
    session.add(check)
    return True


def uncompared(session: Session, case: Case, kinds: Iterable[PaperKind]) -> list[PaperKind]:
    """Return of which of these papers nobody has said that the copy equals the original."""
    wanted = select(PaperCheck.kind).where(
        PaperCheck.case_id == case.id, col(PaperCheck.checked_at).is_not(None)
    )
    compared = set(session.exec(wanted))
    return [kind for kind in kinds if kind not in compared]


def check_of(session: Session, case: Case, kind: PaperKind) -> PaperCheck:
    """Return the line of the checklist, made now unless it is there."""
    row = {"estate_id": case.estate_id, "case_id": case.id, "kind": kind.value, "flaw": ""}
    insert_new(session, PaperCheck, [row])
    known = select(PaperCheck).where(PaperCheck.case_id == case.id, PaperCheck.kind == kind)
    return session.exec(known).one()


def paper_lines(session: Session, case: Case, kinds: Iterable[PaperKind]) -> tuple[PaperLine, ...]:
    """Return the checklist: which paper is here, what is wrong with it, who compared it. PRK-01."""
    kinds = tuple(kinds)
    lacking = missing(session, case, kinds)
    copies = [each for each in papers_of(session, case) if each.state is PaperState.KEPT]
    wanted = select(PaperCheck).where(PaperCheck.case_id == case.id)
    checks = {check.kind: check for check in session.exec(wanted)}
    lines = []
    for kind in kinds:
        check = checks.get(kind) or PaperCheck(kind=kind)
        by = session.get(Staff, check.checked_by or 0)
        mine = tuple(each.id for each in copies if each.kind is kind)
        lines.append(
            PaperLine(
                kind, kind not in lacking, check.flaw, by.name if by else "", check.checked_at, mine
            )
        )
    return tuple(lines)
