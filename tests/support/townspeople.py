"""The homes of an estate and who pays for them: every kind, the rest drawn by its share."""

from random import Random

from sqlmodel import Session

from models.estate.tables import Estate, Home
from models.people.rules import WrittenAt
from models.people.tables import HomeRole, Person, Residency, StaffRole
from tests.support.arrivals import CHAT, Arrivals
from tests.support.lives import KINDS, Book, Life, Payer
from tests.support.owing import CASHIER, publishes
from tests.support.register import hired, the_estate

EARLY = "0号楼"  # whose turn comes first


def people(
    session: Session, zone: str, homes: int, random: Random, telegram: Arrivals
) -> list[Life]:
    """Return the lives of so many homes, in an estate of that zone."""
    estate = the_estate(session)
    estate.timezone = zone
    session.add(estate)
    publishes(session)
    hired(session, "孙会计", StaffRole.FINANCE, telegram_id=CASHIER)
    kinds, shares = list(KINDS), [share for share, _ in KINDS.values()]
    lives: list[Life] = []
    while kinds or len(lives) < homes:
        kind = kinds.pop(0) if kinds else random.choices(list(KINDS), shares)[0]
        lives += _settles(session, estate, kind, len(lives) + 1, random, telegram)
    return lives


def _settles(
    session: Session, estate: Estate, kind: str, first: int, random: Random, telegram: Arrivals
) -> list[Life]:
    """Let a home of that kind be there, or three of one owner."""
    owners = range(2 if "two owners" in kind else 1)
    payers = [_payer(session, estate, kind, CHAT + 2 * first + nth, telegram) for nth in owners]
    begins = 0 if "never" in kind and first % 2 else random.randrange(6)
    lives = []
    for nth in range(3 if "three homes" in kind else 1):
        number = first + nth
        home = Home(
            estate_id=estate.id, code=f"{number:010}", unit=f"{number:05}",
            building=EARLY if "between" in kind else f"{1 + number % 20}号楼",
            large_payer="large" in kind,
        )  # fmt: skip
        session.add(home)
        session.flush()
        for payer in payers:
            session.add(
                Residency(
                    estate_id=estate.id, home_id=home.id, person_id=payer.person_id,
                    name=f"住户{payer.person_id}", role=HomeRole.OWNER,
                )
            )  # fmt: skip
        book = Book(is_large=home.large_payer)
        life = Life(kind, home.id, home.code, book, payers, 10_000 + 37 * number)
        life.acts.extend(sorted(KINDS[kind][1](begins + nth), key=lambda act: act[0]))
        lives.append(life)
    return lives


def _payer(session: Session, estate: Estate, kind: str, chat: int, telegram: Arrivals) -> Payer:
    person = Person(
        estate_id=estate.id, name=f"住户{chat}", phone=f"+86139{chat:08}",
        telegram_id=None if kind == "no account" else chat,
        written_at=WrittenAt.DAYTIME if "between" in kind else WrittenAt.ESTATE,
    )  # fmt: skip
    session.add(person)
    session.flush()
    if kind == "blocked the bot":
        telegram.blocked.add(chat)
    if "between" in kind:
        telegram.own_hours.add(chat)
    reached = kind not in ("blocked the bot", "no account")
    return Payer(person.id, person.telegram_id, reached=reached)
