"""Dunning and the clock: the arrears day, each home's step, notices, a promise that is up."""

from functools import partial

from sqlmodel import Session, select

from models.clock import Clock
from models.database import Database
from models.due import Rings
from models.dunning.climbing import (
    begin_ladder,
    give_turns,
    plan_ladder,
    take_step,
)
from models.dunning.clock import (
    ConductIsDue,
    DisputeIsLookedAt,
    DriveIsLookedAt,
    ErrandIsLate,
    LadderIsDue,
    NoticesAreDue,
    PartIsDue,
    PersonIsReminded,
    PreservationIsDue,
    ProofIsToGo,
    RestIsUp,
    RunGoesOn,
    RunIsShown,
    StepIsDue,
    SuitIsWatched,
    TurnsAreDue,
)
from models.dunning.disputes import look_at_dispute
from models.dunning.driving import look_at_drive, plan_drive
from models.dunning.errands import begin_conduct, errand_is_late
from models.dunning.instalments import part_is_due
from models.dunning.proofs import proof_goes
from models.dunning.reminding import remind
from models.dunning.reporting import make_notices
from models.dunning.resting import rest_is_up
from models.dunning.running import give_turns_again, look_after
from models.dunning.suits import preservation_is_due, suit_is_watched
from models.estate.tables import Estate

WHEN_DUE: Rings = {
    LadderIsDue: begin_ladder,  # FEE-05, FEE-13
    TurnsAreDue: give_turns,  # S-42
    StepIsDue: take_step,  # FEE-05 to FEE-08
    PersonIsReminded: remind,  # FEE-05
    RunIsShown: look_after,  # FEE-10, FEE-13
    RunGoesOn: give_turns_again,  # S-42
    NoticesAreDue: make_notices,  # FEE-05
    RestIsUp: rest_is_up,  # FEE-11
    DisputeIsLookedAt: look_at_dispute,  # FEE-12
    PartIsDue: part_is_due,  # FEE-11
    ProofIsToGo: proof_goes,  # SEC-02
    ConductIsDue: begin_conduct,  # FEE-10
    ErrandIsLate: errand_is_late,  # FEE-10
    SuitIsWatched: suit_is_watched,  # FEE-09
    PreservationIsDue: preservation_is_due,  # FEE-09, S-40
    DriveIsLookedAt: look_at_drive,  # FEE-13
}


def plan_dunning(database: Database, clock: Clock) -> None:
    """Enter each estate's next arrears day in the book, and the next day of the year's drive."""
    for estate_id in database.read(_estates):
        for plan in (plan_ladder, plan_drive):
            database.write(partial(plan, estate_id=estate_id, now=clock.now()))


def _estates(session: Session) -> list[int]:
    return list(session.exec(select(Estate.id)))
