"""Visits and the clock: near, late, not made on their day."""

from models.due import Rings
from models.repairs.lateness import apologise, warn
from models.repairs.overdue import OverdueIsNamed, become_overdue, name_overdue
from models.repairs.rebooking import ResidentIsSilent, telephone_silent
from models.repairs.reminders import (
    ShiftBegins,
    begin_day,
    remind_resident,
    remind_technician,
    tell_visits,
)
from models.repairs.visits import (
    VisitDayBegins,
    VisitDayEnds,
    VisitEnds,
    VisitIsLate,
    VisitIsNearForResident,
    VisitIsNearForTechnician,
)

WHEN_DUE: Rings = {
    VisitIsNearForResident: remind_resident,  # GEN-07
    VisitDayBegins: begin_day,  # GEN-07
    ShiftBegins: tell_visits,  # GEN-07
    VisitIsNearForTechnician: remind_technician,  # GEN-07
    VisitEnds: warn,  # REP-09, S-09
    VisitIsLate: apologise,  # REP-09, S-09
    ResidentIsSilent: telephone_silent,  # GEN-07
    VisitDayEnds: become_overdue,  # REP-20, S-12
    OverdueIsNamed: name_overdue,  # CLS-02
}
