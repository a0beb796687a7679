"""Who hears of a wish: who has the job, else the group."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from models.cases.messages import CasePhotos
from models.cases.tables import Case
from models.cases.words import Place, masked
from models.files.tables import parcels
from models.intents.operations import post, private
from models.people.tables import Person, Staff, Trade
from models.repairs.cards import place_of
from models.repairs.reporting import group_of
from models.repairs.tables import Repair
from models.wishes.messages import AddedForWorker, ForWorker


def tell_worker(
    session: Session,
    case: Case,
    message: ForWorker,
    *,
    files: tuple[int, ...] = (),
    now: datetime,
) -> bool:
    """Post to who has the job, files too; else to the group, masked. True when somebody has it."""
    owner = None if case.owner_id is None else session.get_one(Staff, case.owner_id)
    address = private(session.get_one(Person, owner.person_id)) if owner else None
    if address is not None:
        post(session, message, to=address, now=now)
        for shown in parcels(session, files):
            post(session, CasePhotos(case.number, shown), to=address, now=now)
        return True
    group = group_of(session, case)
    if isinstance(message, AddedForWorker):
        message = replace(message, told=masked(message.told))
    if group is not None:
        post(session, message, to=group, now=now)
    return False


def about(session: Session, case: Case) -> tuple[int, int, Trade, Place]:
    """Return how a message about the repair begins: id, number, trade and place."""
    repair = session.get_one(Repair, case.id)
    return case.id, case.number, repair.trade, place_of(session, case, repair)
