"""Whoever was reminded of several homes answers for each of them."""

from datetime import datetime

from sqlmodel import Session

from models.dunning.messages import ArrearsOfHome, owed_of
from models.dunning.policy import DunningPolicy
from models.dunning.reading import rest_of
from models.dunning.resting import NothingOwed, RestsAlready
from models.dunning.tables import DunningStep
from models.errors import NotAllowed
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.fees.reading import payers_of
from models.people.tables import Person
from models.permissions import today_in


def shown_home(session: Session, step_id: int, *, by: Person, now: datetime) -> ArrearsOfHome:
    """Return what one of several homes owes, for who was reminded of it, with its answers.

    Raises NotAllowed, RestsAlready, NothingOwed.
    """
    step = session.get(DunningStep, step_id)
    if step is None:
        raise NotAllowed
    home, today = session.get_one(Home, step.home_id), today_in(session, step.estate_id, now=now)
    if by.id not in {each.id for each in payers_of(session, home, on=today)}:
        raise NotAllowed
    if rest_of(session, home.id) is not None:
        raise RestsAlready
    owed = owed_of(session, by, step, home)
    if owed is None:
        raise NothingOwed
    return ArrearsOfHome(owed, policy_of(session, step.estate_id, DunningPolicy).promise_days)
