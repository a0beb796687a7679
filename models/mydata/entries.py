"""Of an owner who is forgotten the register keeps the name, until another owner is entered. OWN-05.

The entry becomes a row of its own: nothing connects it with what the former resident did.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, or_, select, update

from models.due import due
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.mydata.clock import NIGHT, ErasureComes
from models.mydata.tables import DataRequest
from models.mydata.words import Stage, Wish
from models.people.tables import HomeRole, Person, Residency
from models.permissions import today_in


def owned_by(session: Session, person: Person, *, on: date) -> Sequence[Residency]:
    """Return the roles in which the register names the person as an owner on that day."""
    wanted = select(Residency).where(
        Residency.person_id == person.id,
        Residency.role == HomeRole.OWNER,
        or_(col(Residency.left_on).is_(None), col(Residency.left_on) > on),
    )
    return session.exec(wanted.order_by(col(Residency.id))).all()


def enter_owner(session: Session, person: Person, *, now: datetime) -> None:
    """Let name, home and role of an owner stand in the register as somebody's without a history.

    No account is cancelled without the general manager; the entry ends with the ownership. OWN-05.
    """
    today = today_in(session, person.estate_id, now=now)
    owned = owned_by(session, person, on=today)
    if not owned:
        return
    entered = Person(estate_id=person.estate_id, name=owned[0].name, language=person.language)
    session.add(entered)
    session.flush()
    homes = [each.home_id for each in owned]
    let_in = (col(Residency.invited_by) == person.id, col(Residency.home_id).in_(homes))
    session.execute(update(Residency).where(*let_in).values(invited_by=entered.id))
    for each in owned:
        each.person_id = entered.id
        session.add(each)
    session.add(
        DataRequest(
            estate_id=person.estate_id, person_id=entered.id, wish=Wish.ERASURE,
            stage=Stage.ENTERED, asked_at=now,
        )
    )  # fmt: skip
    session.flush()


def owner_has_left(session: Session, person: Person, *, now: datetime) -> None:
    """Let the last of a forgotten owner go the next night, unless they are back with an account."""
    wish = session.exec(
        select(DataRequest).where(
            DataRequest.person_id == person.id, DataRequest.stage == Stage.ENTERED
        )
    ).first()
    if wish is None:
        return
    if person.telegram_id is not None:
        wish.stage, wish.ended_at = Stage.TAKEN_BACK, now
        session.add(wish)
        return
    calendar = calendar_of(session, session.get_one(Estate, wish.estate_id))
    tonight = calendar.local(calendar.day_of(now), NIGHT)
    due(
        session,
        ErasureComes(wish.id, calendar.day_of(now)),
        estate_id=wish.estate_id,
        at=max(tonight, now),
    )
