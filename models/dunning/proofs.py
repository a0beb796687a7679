"""The photograph of a payment: for whoever looks for the money, in private, for its days."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from models.due import due
from models.dunning.climbing import tell_finance
from models.dunning.clock import ProofIsToGo
from models.dunning.rest_messages import ClaimForFinance, ProofShown
from models.dunning.resting import AlreadySettled, begin_rest, require_claim
from models.dunning.tables import Rest
from models.dunning.words import Brake
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.fees.operations import require_money_for
from models.files.tables import File, FileState
from models.intents.operations import post, private
from models.papers.erasing import erase
from models.papers.policy import PaperPolicy
from models.people.tables import Person


class ProofNotHere(DomainError):
    """There is no picture to look at: not yet, or not any more."""

    text_key = "dunning.proof_not_here"


def may_prove(session: Session, rest_id: int, *, by: Person, now: datetime) -> Rest:
    """Return the claim that the person may show a photograph of.

    Raises NotAllowed, NothingOwed, RestsAlready, ClaimedBefore, AlreadySettled.
    """
    rest = session.get(Rest, rest_id, with_for_update=True)
    if rest is None or rest.person_id != by.id or rest.brake not in (Brake.CLAIMED, Brake.FOUND):
        raise NotAllowed
    if rest.ended_at is None and rest.brake is Brake.FOUND:
        raise AlreadySettled
    if rest.ended_at is not None:
        require_claim(session, rest.home_id, through=rest.through, by=by, now=now)
    return rest


def prove(
    session: Session, rest_id: int, files: Sequence[int], *, by: Person, now: datetime
) -> Rest:
    """Give the photographs to who looks for the money; what was not found is looked for again.

    Raises NotAllowed, NothingOwed, RestsAlready, ClaimedBefore, AlreadySettled. FEE-02, SEC-02.
    """
    rest = may_prove(session, rest_id, by=by, now=now)
    if rest.ended_at is not None:
        through = rest.through
        rest = begin_rest(session, rest.home_id, Brake.CLAIMED, by=by, now=now)
        rest.through = through
    rest.proofs = [*rest.proofs, *files]
    session.add(rest)
    session.flush()
    days = policy_of(session, rest.estate_id, PaperPolicy).retention_days
    calendar = calendar_of(session, session.get_one(Estate, rest.estate_id))
    goes_on = calendar.local(calendar.day_of(now) + timedelta(days=days), time())
    for file_id in files:
        due(session, ProofIsToGo(file_id), estate_id=rest.estate_id, at=goes_on)
    tell_finance(session, rest.estate_id, ClaimForFinance(rest.id), now=now)
    return rest


def look_at_proof(session: Session, rest_id: int, *, by: Person, now: datetime) -> None:
    """Show the photograph to who handles money, in private.

    Raises NotStaff, NotAllowed, OwnHome, ProofNotHere.
    """
    rest = session.get(Rest, rest_id)
    if rest is None:
        raise NotAllowed
    require_money_for(session, rest.home_id, by, now=now)
    here = select(File.id).where(
        col(File.id).in_(rest.proofs), File.state == FileState.KEPT, File.is_picture
    )
    files, address = tuple(session.exec(here.order_by(col(File.id)))), private(by)
    if not files or address is None:
        raise ProofNotHere
    post(session, ProofShown(rest.id, files=files), to=address, now=now)


def proof_goes(session: Session, moment: ProofIsToGo, *, now: datetime) -> None:
    """Erase the photograph."""
    erase(session, session.get_one(File, moment.subject))
