"""The waiting list: by the time of application, with a place that everybody sees. S-34.

What was applied for before an announced opening counts as of its hour; a draw puts it in order.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.operations import locked, move
from models.cases.tables import Case
from models.due import due
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.events import Actor
from models.intents.operations import redraw
from models.parking.clock import ApplicationLapses
from models.parking.ledger import hold
from models.parking.openings import TO_BE_DRAWN
from models.parking.rules import BY_ITSELF, Action, Status, answered_by, flow_for
from models.parking.tables import Application
from models.parking.words import SpaceKind


def place_in_queue(session: Session, case: Case) -> int:
    """Return which place on the list of its kind of space it has: 1 is next, 0 before its draw."""
    kind = session.get_one(Application, case.id).space_kind
    waiting = session.exec(_waiting(case.estate_id, kind)).all()
    return waiting.index(case.id) + 1 if case.id in waiting else 0


def offer_next(session: Session, estate_id: int, kind: SpaceKind, *, now: datetime) -> list[Case]:
    """Offer free spaces of the kind to who waits longest, one each; return whose they are now.

    Who waits behind them sees that their place has moved. S-34, PRK-05, GEN-11.
    """
    offered = []
    for case_id in session.exec(_waiting(estate_id, kind)).all():
        case = locked(session, case_id)
        application = session.get_one(Application, case.id)
        if not hold(session, case, application):
            break
        calendar = calendar_of(session, session.get_one(Estate, estate_id))
        until = answered_by(now, calendar)
        stays_open(session, application, until)
        status = flow_for(kind).after(case.status, Action.OFFER, by=BY_ITSELF)
        move(session, case, status, Action.OFFER, actor=Actor.CLOCK, person=None, now=now)
        offered.append(case)
    if offered:
        for case_id in session.exec(_waiting(estate_id, kind)).all():
            redraw(session, case_id, now=now)
    return offered


def stays_open(session: Session, application: Application, until: datetime) -> None:
    """Let it lapse unless what is asked comes until then; what was asked before counts no more."""
    application.open_until = until
    session.add(application)
    rev = session.get_one(Case, application.id).rev
    lapses = ApplicationLapses(application.id, until.isoformat(), rev)
    due(session, lapses, estate_id=application.estate_id, at=until)


def _waiting(estate_id: int, kind: SpaceKind):  # type: ignore[no-untyped-def]
    return (
        select(Case.id)
        .join(Application, col(Application.id) == col(Case.id))
        .where(
            Case.estate_id == estate_id, Case.status == Status.WAITING,
            Application.space_kind == kind, Application.lot != TO_BE_DRAWN,
        )
        .order_by(col(Application.counts_at), col(Application.lot), col(Case.id))
    )  # fmt: skip
