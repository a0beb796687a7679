"""Invitations: single-use codes that link an account to a row of the register, or bind a group."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.people.operations import linked
from models.people.tables import Invitation, InvitationKind, Person, Residency, Staff
from models.values import frozen

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that looks like another
LENGTH = 16  # 80 bits; short enough to type from a letter
VALID_FOR = timedelta(days=30)
FOR_GUESTS = timedelta(days=7)  # sent by an owner from chat to chat, not by letter
_MISREAD = str.maketrans("OILU", "011V")


class CodeRefused(DomainError):
    """The code is wrong, expired, or was used by somebody else; which of these is not told."""

    text_key = "registration.code_refused"


@frozen
class Welcome:
    """Who has been linked, and what for: a residency or a place in the office."""

    person: Person
    again: bool
    residency: Residency | None = None
    staff: Staff | None = None


def invite(
    session: Session,
    *,
    estate_id: int,
    now: datetime,
    residency: Residency | None = None,
    staff: Staff | None = None,
    purpose: str | None = None,
    trades: Sequence[str] = (),
    buildings: Sequence[str] = (),
) -> tuple[str, datetime]:
    """Return a new code and when it expires. Only its hash is kept."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    kind = (
        InvitationKind.GROUP if purpose else InvitationKind.STAFF if staff else InvitationKind.HOME
    )
    is_guest = residency is not None and residency.invited_by is not None
    expires_at = now + (FOR_GUESTS if is_guest else VALID_FOR)
    session.add(
        Invitation(
            estate_id=estate_id,
            code_hash=_hash(code),
            kind=kind,
            purpose=purpose,
            residency_id=residency.id if residency else None,
            staff_id=staff.id if staff else None,
            trades=list(trades),
            buildings=list(buildings),
            expires_at=expires_at,
        )
    )
    return code, expires_at


def join(session: Session, code: str, *, telegram_id: int, now: datetime) -> Welcome:
    """Link the account to whom the code was made for. Raises CodeRefused.

    The office's code is the approval, once: while it is the person's, the same account may use it
    again, harmlessly. SEC-01.
    """
    invitation = spend(session, code, by=telegram_id, now=now)
    if invitation.kind is InvitationKind.GROUP:
        raise CodeRefused
    again = invitation.used_at is not None and invitation.used_at < now
    residency = session.get(Residency, invitation.residency_id or 0)
    staff = session.get(Staff, invitation.staff_id or 0)
    row = residency or staff
    today = calendar_of(session, session.get_one(Estate, invitation.estate_id)).day_of(now)
    if row is None or (row.left_on is not None and row.left_on <= today):
        raise CodeRefused
    person = session.get_one(Person, row.person_id)
    if again and person.telegram_id != telegram_id:
        raise CodeRefused  # the account was unlinked since, or the person has another one
    person = linked(session, person, telegram_id, on=today, now=now)
    return Welcome(person, again, residency, staff)


def spend(session: Session, code: str, *, by: int, now: datetime) -> Invitation:
    """Return the invitation, used by this account from now on. Raises CodeRefused."""
    found = session.exec(
        select(Invitation).where(col(Invitation.code_hash) == _hash(code)).with_for_update()
    ).first()
    if found is None or found.used_by not in (None, by):
        raise CodeRefused
    if found.used_at is None:
        if found.expires_at <= now:
            raise CodeRefused
        found.used_at, found.used_by = now, by
        session.add(found)
    return found


def _hash(code: str) -> str:
    plain = "".join(sign for sign in code.upper() if sign.isalnum()).translate(_MISREAD)
    return hashlib.sha256(plain.encode()).hexdigest()
