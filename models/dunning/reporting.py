"""What finance is told of the ladder's day: the report, and the written notices."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.dunning.climbing import finance_of, tell, tell_finance
from models.dunning.clock import NoticesAreDue
from models.dunning.paper_messages import Notices, report_of
from models.dunning.policy import DunningPolicy
from models.dunning.progress import progress_of, settle
from models.dunning.reading import resting_in
from models.dunning.runs import run_for
from models.dunning.tables import DunningStep, LadderRun
from models.dunning.words import Rung
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.people.roster import reachable, staff_in
from models.people.tables import StaffRole


def make_notices(session: Session, moment: NoticesAreDue, *, now: datetime) -> None:
    """Tell finance what the day did, and give it the written notices, one file a building.

    Nothing where nobody owed. Source: FEE-05, FEE-13, S-41.
    """
    estate_id, policy = moment.subject, policy_of(session, moment.subject, DunningPolicy)
    taken = select(DunningStep, Home.building).join(Home, col(Home.id) == col(DunningStep.home_id))
    taken = taken.where(DunningStep.estate_id == estate_id, DunningStep.on == moment.on)
    rows = session.exec(taken.order_by(col(Home.building))).all()
    if not rows:
        return
    settle(session, run_for(session, estate_id, moment.on, now=now), now=now)
    report(session, run_for(session, estate_id, moment.on, now=now), now=now)
    on_paper = (
        building
        for step, building in rows
        if step.rung is Rung.REMINDER and not (policy.chat_replaces_paper and step.told)
    )
    for building in dict.fromkeys(on_paper):
        tell_finance(session, estate_id, Notices(estate_id, moment.on, building), now=now)


def report(session: Session, run: LadderRun, *, now: datetime) -> None:
    """Tell finance what the day did, in December the head too; what is left is told when done.

    Source: FEE-13.
    """
    taken = select(DunningStep).where(
        DunningStep.estate_id == run.estate_id, DunningStep.on == run.on
    )
    going, resting = progress_of(session, run), resting_in(session, run.estate_id, on=run.on)
    said = report_of(run, session.exec(taken).all(), resting, going)
    heads = staff_in(session, run.estate_id, StaffRole.OFFICE_HEAD, now=now)
    told = [finance_of(session, run.estate_id, now=now)]
    told += [reachable(session, [head]) for head in heads if said.last_of_year]
    for person in {each.id: each for each in told if each is not None}.values():
        tell(session, person, said, now=now)
    run.reported_left = going.left
    session.add(run)
