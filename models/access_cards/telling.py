"""Tell who applies for a card, and who has it at the desk."""

from datetime import datetime

from sqlmodel import Session

from models.access_cards.cards import AccessDeskCard, AccessOfficeCard, papers_of_kind
from models.access_cards.fees import fee_of
from models.access_cards.messages import AccessNews, AccessNotice, AccessStage, AccessTold
from models.access_cards.tables import CardApplication
from models.cases.lines import owner_of
from models.cases.office import chat_of
from models.cases.serving import show_to_desk, show_to_one
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.estate.tables import Estate
from models.intents.operations import post
from models.papers.checking import paper_lines
from models.people.tables import Staff


def at_desk(session: Session, case: Case, *, now: datetime) -> None:
    """Show it to the officers; who has it already sees it in private."""
    owner = session.get(Staff, case.owner_id or 0)
    if owner is None:
        show_to_desk(session, case, AccessDeskCard(case.id), now=now)
    else:
        in_private(session, case, owner, now=now)


def in_private(session: Session, case: Case, staff: Staff, *, now: datetime) -> None:
    """Show it to this officer with everything that there is to do."""
    show_to_one(session, staff, AccessOfficeCard(case.id, staff.id), now=now)


def tell(
    session: Session, case: Case, stage: AccessStage,
    *, words: str = "", until: datetime | None = None, now: datetime,
) -> None:  # fmt: skip
    """Tell who applies what has happened, with everything that this step asks of them. ETQ-06."""
    application = session.get_one(CardApplication, case.id)
    estate = session.get_one(Estate, case.estate_id)
    listed = fee_of(session, case.estate_id, application.card_kind)
    lines = paper_lines(session, case, papers_of_kind(session, application))
    told = AccessTold(
        case.id, case.number, stage, application.card_kind,
        until or application.promised_by or application.open_until,
        tuple(each for each in lines if not each.is_here), words, application.fee, listed.unit,
        listed.note, estate.address or "", estate.shift_start, estate.shift_end,
    )  # fmt: skip
    tell_reporters(session, case, told, now=now)


def notify(
    session: Session, case: Case, staff: Staff | None, news: AccessNews, *, now: datetime
) -> None:
    """Say it to this member of staff, in private."""
    address = chat_of(session, staff)
    if address is not None:
        kind = session.get_one(CardApplication, case.id).card_kind
        notice = AccessNotice(case.id, case.number, news, kind, owner_of(session, case))
        post(session, notice, to=address, now=now)
