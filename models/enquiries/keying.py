"""An officer keys in an enquiry, a suggestion or praise that came by voice: the same case."""

from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.independence import kept_from
from models.cases.keying import AGO, AboutYou, Came, Since, entered
from models.cases.tables import Case
from models.cases.words import Words
from models.enquiries.asking import enquire
from models.enquiries.praising import praise
from models.enquiries.telling import show_receipt
from models.enquiries.words import Sort
from models.people.search import person_of
from models.people.tables import Person
from models.permissions import require_officer
from models.values import frozen


@frozen
class KeyedWords:
    """What was asked or suggested, how it came, and how long ago."""

    told: Words
    came: Came
    since: Since


@frozen
class KeyedPraise:
    """What is praised and whom, how it came, and how long ago."""

    told: Words
    whom: str | None
    came: Came
    since: Since


def key_in(
    session: Session, keyed: KeyedWords | KeyedPraise, sort: Sort, *,
    residency_id: int, by: Person, now: datetime,
) -> tuple[Case, bool]:  # fmt: skip
    """Take it in as if the resident had written it; return the case, and whether it was late.

    Raises NotAllowed for everybody but officers, AboutYou, ResidentUnknown. GEN-01, ENQ-04.
    """
    staff = require_officer(session, by, now=now)
    reporter = person_of(session, residency_id, staff.estate_id)
    if isinstance(keyed, KeyedPraise):
        case = praise(session, keyed.told, keyed.whom or "", by=reporter, now=now)
    else:
        case = enquire(session, keyed.told, sort, by=reporter, now=now)
    if kept_from(session, case, staff):
        raise AboutYou
    is_late = entered(session, case, keyed.came, timedelta(hours=AGO[keyed.since]), by=by, now=now)
    show_receipt(session, case, reporter, now=now)
    return case, is_late
