"""Find cases by what somebody remembers of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, not_, or_
from sqlmodel import Session, col, func, select

from models.cases.independence import readable
from models.cases.lines import CaseLine
from models.cases.lists import AT_MOST, lines_of
from models.cases.tables import Case
from models.estate.homes import homes_meant
from models.estate.tables import Home
from models.people.tables import Person, Staff
from models.permissions import OFFICERS

PHONE_AT_LEAST = 4  # digits: fewer are in everybody's number


def found_by(
    session: Session, words: str, *, by: Staff, private: bool, now: datetime
) -> list[CaseLine]:
    """Return the cases of this № or home, newest first; a home is written as anywhere else.

    A name or telephone finds them for officers only, in their private chat. GEN-02, SEC-01.
    """
    plain = "".join(words.split())
    home = func.replace(col(Home.building) + col(Home.unit), " ", "")
    meant = [each.id for each in homes_meant(session, by.estate_id, words)]
    number = plain.lstrip("№#")
    is_number = number.isdecimal() and len(number) < 10
    matches: list[Any] = [home == plain, col(Home.unit) == plain, col(Home.id).in_(meant)]
    if private and by.role in OFFICERS:
        matches.append(col(Person.name).contains(words, autoescape=True))
        digits = "".join(sign for sign in words if sign.isdecimal())
        if len(digits) >= PHONE_AT_LEAST:
            matches.append(col(Person.phone).contains(digits, autoescape=True))
    named = and_(or_(*matches), not_(col(Case.unnamed)))  # by nothing that tells who it is
    found = [named, *([col(Case.number) == int(number)] if is_number else [])]
    wanted = (
        select(Case.id)
        .join(Person, col(Person.id) == col(Case.reporter_id))
        .join(Home, col(Home.id) == col(Case.home_id), isouter=True)
        .where(Case.estate_id == by.estate_id, or_(*found), readable(by, private=private))
    )
    newest = session.exec(wanted.order_by(col(Case.id).desc()).limit(AT_MOST))
    return lines_of(session, newest, now=now)
