"""The morning's list: each officer sees what is open in their own buildings."""

from datetime import datetime

from sqlmodel import Session

from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.handovers.days import plan_days
from models.handovers.lines import buildings_of, clusters_in, lines_of, open_ids
from models.handovers.messages import MorningDigest
from models.intents.operations import post, private
from models.people.roster import is_present, rostered
from models.people.tables import Person, Staff, StaffRole
from models.talks.cards import building_of
from models.talks.lists import line_of, open_talks
from models.talks.tables import Talk

AT_MOST = 25  # lines in one message


def show_the_morning(session: Session, estate_id: int, *, now: datetime) -> None:
    """Show each officer of today's roster what is open in their buildings. REP-18, SHF-02, GEN-10.

    Who waits for a person comes first (S-49). Common parts and buildings of no officer are for all
    of them. Who has nothing hears nothing.
    """
    open_cases, waiting = open_ids(session, estate_id), open_talks(session, estate_id)
    if not open_cases and not waiting:
        return
    plan_days(session, estate_id, now=now)
    day = calendar_of(session, session.get_one(Estate, estate_id)).day_of(now)
    roster = {staff.id: staff for _, staff in rostered(session, estate_id, on=day)}
    officers = [staff for staff in roster.values() if staff.role is StaffRole.OFFICER]
    watched = {building for staff in officers for building in staff.buildings}
    lines = lines_of(session, open_cases, now=now)
    where = buildings_of(session, open_cases)
    often = clusters_in(session, estate_id, now=now)
    for staff in officers:
        theirs = set(open_ids(session, estate_id, reader=staff))
        own = [
            line
            for line in lines
            if line.case_id in theirs and _is_for(staff, where[line.case_id], watched)
        ]
        talks = [each for each in waiting if _waits_for(session, each, staff, watched)]
        address = private(session.get_one(Person, staff.person_id))
        if (own or talks) and address is not None and is_present(session, staff, now=now):
            lines_of_talks = tuple(line_of(session, each) for each in talks[:AT_MOST])
            digest = MorningDigest(
                day, tuple(own[:AT_MOST]), max(0, len(own) - AT_MOST), often, lines_of_talks
            )
            post(session, digest, to=address, now=now)


def _is_for(staff: Staff, building: str, watched: set[str]) -> bool:
    return not staff.buildings or building in staff.buildings or building not in watched


def _waits_for(session: Session, talk: Talk, staff: Staff, watched: set[str]) -> bool:
    own = talk.person_id == staff.person_id
    return not own and _is_for(staff, building_of(session, talk.person_id), watched)
