"""Invitations: codes and links for homes, staff and groups, to be printed or sent."""

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, or_, select

from bot.commands.estates import the_estate
from bot.control import Arguments
from bot.failures import Failed
from bot.settings import Settings
from models import installation
from models.clock import SystemClock
from models.database import Database
from models.estate.tables import Estate, Home
from models.people import invitations
from models.people.tables import Person, Residency, Staff

NAMELESS = (
    "The bot's username is not known yet, so there are no links: start the bot once with its "
    "token, then invite again."
)
COLUMNS = ("home_code", "name", "role", "code", "link", "expires_at")
Row = dict[str, str]


def invite(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Return JSON: the estate's `office` and `hotline`, and `rows` with COLUMNS.

    `arguments`: one of `home`, `staff` (a code or name, or `all` who are not linked yet) and
    `group` (a purpose, with `trades` and `buildings`); `estate`. Raises Failed.
    """
    now = SystemClock().now()

    def made(session: Session) -> dict[str, Any]:
        estate = the_estate(session, arguments["estate"])
        username = installation.get(session, "bot_username")
        if username is None:
            raise Failed(NAMELESS)
        rows = [
            _row(session, estate, username, now, told, options)
            for told, options in _wanted(session, estate, arguments, now)
        ]
        return {"office": estate.name, "hotline": estate.hotline or "", "rows": rows}

    return json.dumps(database.write(made), ensure_ascii=False)


def _row(
    session: Session, estate: Estate, username: str, now: datetime, told: Row, options: Arguments
) -> Row:
    code, expires_at = invitations.invite(session, estate_id=estate.id, now=now, **options)
    # A group's code is for /bind in the group; a link would open a private chat.
    link = "" if "purpose" in options else f"https://t.me/{username}?start={code}"
    ends = expires_at.isoformat(timespec="seconds")
    return {**told, "code": code, "link": link, "expires_at": ends}


def _wanted(
    session: Session, estate: Estate, arguments: Arguments, now: datetime
) -> list[tuple[Row, Arguments]]:
    """Return who is invited, and what for."""
    today = now.astimezone(ZoneInfo(estate.timezone)).date()
    if arguments.get("group"):
        purpose = arguments["group"]
        told = {"home_code": "", "name": purpose, "role": "group"}
        kept = {name: arguments[name] for name in ("trades", "buildings")}
        return [(told, {"purpose": purpose, **kept})]
    found = (
        _residents(session, estate, arguments["home"], today)
        if arguments.get("home")
        else _staff(session, estate, arguments["staff"], today)
    )
    if not found:
        raise Failed(
            "There is nobody to invite: no such home or name in the workbook, "
            "or everybody has left or is linked already."
        )
    return found


def _residents(
    session: Session, estate: Estate, home: str, today: date
) -> list[tuple[Row, Arguments]]:
    wanted = (
        select(Home.code, Residency)
        .join(Residency, col(Residency.home_id) == col(Home.id))
        .join(Person, col(Person.id) == col(Residency.person_id))
        .where(
            Home.estate_id == estate.id,
            or_(col(Residency.left_on).is_(None), col(Residency.left_on) > today),
            col(Person.telegram_id).is_(None) if home == "all" else Home.code == home,
        )
        .order_by(col(Home.code), col(Residency.id))
    )
    return [
        ({"home_code": code, "name": each.name, "role": each.role.value}, {"residency": each})
        for code, each in session.exec(wanted)
    ]


def _staff(session: Session, estate: Estate, name: str, today: date) -> list[tuple[Row, Arguments]]:
    wanted = (
        select(Staff)
        .join(Person, col(Person.id) == col(Staff.person_id))
        .where(
            Staff.estate_id == estate.id,
            or_(col(Staff.left_on).is_(None), col(Staff.left_on) > today),
            col(Person.telegram_id).is_(None) if name == "all" else Staff.name == name,
        )
        .order_by(col(Staff.id))
    )
    return [
        ({"home_code": "", "name": each.name, "role": each.role.value}, {"staff": each})
        for each in session.exec(wanted)
    ]
