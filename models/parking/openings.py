"""Announced openings: who applied before the hour counts as of it, whenever they applied. S-34."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.parking.tables import Application, Opening
from models.parking.words import SpaceKind, Status

TO_BE_DRAWN = 0  # the lot of who waits for the draw


def opening_ahead(session: Session, estate_id: int, kind: SpaceKind) -> Opening | None:
    """Return the opening of the kind whose draw is still to come. None where there is no draw."""
    wanted = select(Opening).where(
        Opening.estate_id == estate_id, Opening.space_kind == kind,
        col(Opening.held_at).is_(None), Opening.seed != "",
    )  # fmt: skip
    return session.exec(wanted).first()


def enter_draw(application: Application, opening: Opening) -> None:
    """Let it count as of the opening's hour; its place is drawn then."""
    application.opening_id, application.counts_at = opening.id, opening.opens_at
    application.lot = TO_BE_DRAWN


def leave_draw(application: Application, case: Case) -> None:
    """Let it count as of the moment of application again."""
    application.opening_id, application.counts_at, application.lot = None, case.opened_at, 1


def entered_for(session: Session, opening: Opening) -> Sequence[tuple[Case, Application]]:
    """Return the applications that wait for the draw, by their numbers."""
    return session.exec(
        select(Case, Application)
        .join(Application, col(Application.id) == col(Case.id))
        .where(
            Application.opening_id == opening.id, Case.status == Status.WAITING,
            Application.lot == TO_BE_DRAWN,
        )
        .order_by(col(Case.number))
    ).all()  # fmt: skip


def in_order(session: Session, opening: Opening) -> list[int]:
    """Return the numbers of the applications in the order that the opening gave them."""
    return list(
        session.exec(
            select(Case.number)
            .join(Application, col(Application.id) == col(Case.id))
            .where(Application.opening_id == opening.id, Application.lot != TO_BE_DRAWN)
            .order_by(col(Application.lot))
        )
    )


def openings_of(session: Session, estate_id: int) -> list[Opening]:
    """Return of each kind of space the newest opening, ahead or held."""
    rows = session.exec(
        select(Opening).where(Opening.estate_id == estate_id).order_by(col(Opening.id))
    )
    newest = {row.space_kind: row for row in rows}
    return [newest[kind] for kind in SpaceKind if kind in newest]
