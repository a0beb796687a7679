"""Read the FAQ: the answers of an estate, the one that words mean, the numbers to ring."""

from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.buttons import Unreadable
from models.emergencies.messages import Number
from models.emergencies.policy import EmergencyPolicy
from models.emergencies.rules import Service
from models.estate.settings import policy_of
from models.estate.tables import Estate, SheetRow
from models.faq.search import Entry, Found, Synonyms, best_of, search
from models.faq.tables import FaqEntry
from models.folding import plain
from models.intents.tables import Outbox
from models.people.tables import Language
from models.values import frozen

EMERGENCY, OTHERS = "emergency", ("utility", "company", "vendor")  # kinds of contacts


@frozen
class Answer:
    """What the office answers, and where it stands: topic, language, when it was confirmed."""

    entry_id: int
    topic: str
    question: str
    answer: str
    language: Language
    confirmed_on: date | None


def answer_for(
    session: Session, estate_id: int, words: str, language: str, synonyms: Synonyms
) -> Answer | None:
    """Return the answer that the words clearly ask for; None when none is clear. ENQ-01.

    In the reader's language if there is one, else in the estate's.
    """
    best = look_up(session, estate_id, words, language, synonyms).best
    return answer_of(session, best.id, estate_id) if best else None


def look_up(
    session: Session, estate_id: int, words: str, language: str, synonyms: Synonyms
) -> Found:
    """Return the entry that the words clearly mean, else the nearest ones."""
    estate = session.get_one(Estate, estate_id)
    entries = [
        Entry(
            row.id, row.topic, row.question, row.answer, tuple(row.keywords),
            language_of(row, estate),
        )
        for row in _readable(session, estate, language)
    ]  # fmt: skip
    return best_of(search(words, entries, synonyms), language)


def answer_of(session: Session, entry_id: int, estate_id: int) -> Answer:
    """Return the answer as it stands now. Raises Unreadable."""
    row = session.get(FaqEntry, entry_id)
    if row is None or row.estate_id != estate_id or row.removed_on is not None:
        raise Unreadable
    language = language_of(row, session.get_one(Estate, estate_id))
    return Answer(row.id, row.topic, row.question, row.answer, language, row.confirmed_on)


def answers_in(session: Session, estate: Estate, language: str) -> list[Answer]:
    """Return what can be asked, the reader's language first; the same question stands once."""
    own_first = sorted(
        _readable(session, estate, language), key=lambda row: language_of(row, estate) != language
    )
    once = {plain(row.question): row for row in reversed(own_first)}
    return [answer_of(session, row.id, estate.id) for row in own_first if row in once.values()]


def language_of(row: FaqEntry, estate: Estate) -> Language:
    """Return the language of an entry; of one that names none, the estate's."""
    return row.language or Language(estate.locale)


def standing(session: Session, estate_id: int) -> list[FaqEntry]:
    """Return the estate's entries without those that are removed, oldest first."""
    wanted = select(FaqEntry).where(
        FaqEntry.estate_id == estate_id, col(FaqEntry.removed_on).is_(None)
    )
    return list(session.exec(wanted.order_by(col(FaqEntry.id))))


def words_asked(session: Session, chat_id: int, message_id: int) -> str:
    """Return the words that our message there answers, as they were typed; else nothing. FAQ-03."""
    here = or_(col(Outbox.message_id) == message_id, col(Outbox.edits) == message_id)
    wanted = select(Outbox).where(Outbox.chat_id == chat_id, here)
    newest = session.exec(wanted.order_by(col(Outbox.id).desc())).first()
    return str(newest.facts.get("facts", {}).get("words", "")) if newest else ""


def _readable(session: Session, estate: Estate, language: str) -> list[FaqEntry]:
    spoken = (language, estate.locale)
    return [r for r in standing(session, estate.id) if language_of(r, estate) in spoken]


def emergency_numbers(session: Session, estate: Estate) -> list[Number]:
    """Return whom to ring when it burns: public services, the workbook's contacts, the office."""
    policy = policy_of(session, estate.id, EmergencyPolicy)
    public = [Number(policy.number(each), service=each) for each in Service]
    office = Number(estate.emergency_phone or "", service="office")
    return _once([*public, office, *_contacts(session, estate, EMERGENCY)])


def all_numbers(session: Session, estate: Estate) -> list[Number]:
    """Return the emergency numbers, then those of utilities, the company and vendors."""
    return _once([*emergency_numbers(session, estate), *_contacts(session, estate, *OTHERS)])


def _contacts(session: Session, estate: Estate, *kinds: str) -> list[Number]:
    rows = session.exec(
        select(SheetRow)
        .where(SheetRow.estate_id == estate.id, SheetRow.sheet == "contacts")
        .order_by(col(SheetRow.id))
    )
    found = [row.values for row in rows if row.values["kind"] in kinds]
    found.sort(key=lambda values: kinds.index(values["kind"]))
    return [Number(values.get("phone") or "", name=values["name"]) for values in found]


def _once(numbers: list[Number]) -> list[Number]:
    """Return the numbers without those that are empty or stand before."""
    first = {number.phone: number for number in reversed(numbers) if number.phone}
    return [number for number in numbers if first.get(number.phone) is number]
