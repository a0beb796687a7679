"""A technician's day: what is to be done, in order, each job with its next step."""

from handlers.context import Turn
from models.buttons import Press
from models.intents.messages import Button, Rows
from models.permissions import require_staff
from models.repairs.day import Job, jobs_of


def mine(turn: Turn) -> None:
    """List the jobs of who asks, with the buttons of their next steps; for staff."""
    staff = require_staff(turn.session, turn.person, now=turn.now)
    jobs = jobs_of(turn.session, staff.id)
    if not jobs:
        turn.say("sheets.mine.none")
        return
    rows: Rows = tuple(tuple(_steps(job)) for job in jobs)
    turn.say("sheets.mine.list", rows, mine=[job.facts() for job in jobs])


def _steps(job: Job) -> list[Button]:
    return [
        Button(
            "sheets.mine.step",
            Press(action, job.face.case_id, job.face.rev).pack(),
            {"number": job.face.number, "action": str(action)},
        )
        for action in job.steps
    ]
