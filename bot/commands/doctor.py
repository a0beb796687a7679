"""Is everything as it should be? What an operator asks first, and what is asked of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.commands.backups import standing
from bot.commands.machine import machine
from bot.commands.marks import NOTE, OK, WRONG
from bot.commands.reach import reached
from bot.control import Arguments
from bot.failures import Failed
from bot.papers.names import names_by_hand
from bot.settings import Settings
from locales.formats import isolate
from models import installation
from models.calendar import Calendar
from models.clock import SystemClock
from models.database import Database
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.groups.tables import Purpose, StaffGroup
from models.intents.outbox import ended_badly
from models.intents.standing import standing as waiting_messages
from models.lead import is_held
from models.people.tables import Person, Staff

PATIENT_MINUTES = 10


def doctor(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Return what was found, a line each. Raises Failed with it when something is wrong."""
    # of workers only their log tells what they were refused: they are not asked for their poll
    refused = arguments.get("refused", "" if database.read(is_held) else None)
    found = [
        *machine(database, settings),
        *(f"{WRONG if bad else OK}{said}" for bad, said in database.read(lambda s: [*standing(s)])),
        *database.read(_office), *reached(database, settings, refused),
        *(
            f"{WRONG if bad else NOTE}{said}"
            for bad, said in database.read(lambda s: [*names_by_hand(s, settings.font_file)])
        ),
    ]  # fmt: skip
    report = "\n".join(found)
    if wrong := sum(line.startswith(WRONG) for line in found):
        raise Failed(f"{report}\nSomething is wrong: put right the {wrong} marked above.")
    return report


def _office(session: Session) -> list[str]:
    estates = session.exec(select(Estate).order_by(col(Estate.id))).all()
    found = [] if estates else [NOTE + "no estate yet: guanjia import PATH"]
    if installation.get(session, "bot_username") is None:
        found.append(NOTE + "the bot has not yet met Telegram: start it once with its token")
    for estate in estates:
        found += _estate(session, estate)
    if unsure := len(ended_badly(session)):
        found.append(NOTE + f"{unsure} messages did not arrive: guanjia outbox list")
    return [*found, *_waiting(session)]


def _waiting(session: Session) -> Iterator[str]:
    now = SystemClock().now()
    since = waiting_messages(session, now=now).since
    minutes = 0 if since is None else int((now - since).total_seconds()) // 60
    if minutes >= PATIENT_MINUTES:
        yield WRONG + (
            f"the oldest message that may go has waited for {minutes} minutes: is the bot running, "
            "and Telegram reached? its log says why"
        )


def _estate(session: Session, estate: Estate) -> Iterator[str]:
    code = estate.office_code
    if year := year_unknown(calendar_of(session, estate), now=SystemClock().now()):
        said = f"the special days of {year} are unknown: fill the sheet `holidays`"
        yield NOTE + f"{code}: {said}"
    bound = (
        select(StaffGroup.purpose, func.count())
        .where(StaffGroup.estate_id == estate.id, col(StaffGroup.lost_at).is_(None))
        .group_by(col(StaffGroup.purpose))
    )
    groups = dict(session.exec(bound).all())
    named = ", ".join(f"{each.value} {groups.get(each, 0)}" for each in Purpose)
    yield f"{OK if groups.get(Purpose.DISPATCH) else NOTE}{code}: groups bound: {named}"
    yield from _shut(session, estate)
    not_linked = (
        select(func.count())
        .select_from(Staff)
        .join(Person, col(Person.id) == col(Staff.person_id))
        .where(
            Staff.estate_id == estate.id,
            col(Person.telegram_id).is_(None),
            col(Staff.left_on).is_(None),
        )
    )
    if unlinked := session.exec(not_linked).one():
        yield NOTE + (
            f"{code}: {unlinked} of the staff without a linked account: guanjia invite --staff all"
        )


def _shut(session: Session, estate: Estate) -> Iterator[str]:
    here = (StaffGroup.estate_id == estate.id, col(StaffGroup.shut_at).is_not(None))
    for group in session.exec(select(StaffGroup).where(*here).order_by(col(StaffGroup.id))):
        yield WRONG + (
            f"{estate.office_code}: group “{isolate(group.title)}” ({group.purpose}) "
            f"refuses our messages since {group.shut_at:%Y-%m-%d %H:%M}Z, and they wait: "
            "make the bot admin there, let members write, or reopen the topic"
        )


def year_unknown(calendar: Calendar, *, now: datetime) -> int | None:
    """Return the year that begins within two months, when nobody has said its special days."""
    coming = (now + timedelta(days=60)).year
    return None if calendar.knows(coming) else coming
