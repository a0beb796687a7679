"""The day of who works here: jobs and calls in order, each with its next step."""

from handlers.context import Turn
from models.buttons import Press
from models.intents.messages import Button, Rows
from models.permissions import require_staff
from models.repairs.day import Job, cries_for, jobs_of
from models.tasks.waiting import waiting_for


def mine(turn: Turn) -> None:
    """List the jobs of who asks, and the calls, with the buttons of their next steps; for staff."""
    staff = require_staff(turn.session, turn.person, now=turn.now)
    cries = cries_for(turn.session, turn.someone, now=turn.now)
    jobs = [*cries, *jobs_of(turn.session, staff.id)]
    calls = waiting_for(turn.session, staff, now=turn.now)
    if not jobs and not calls:
        turn.say("sheets.mine.none")
        return
    rows: Rows = (
        *(tuple(_steps(job)) for job in jobs),
        *(
            (Button("sheets.mine.call", Press("task_contact", each.task_id, 0).pack(),
                    each.facts()),)
            for each in calls
        ),
    )  # fmt: skip
    turn.say(
        "sheets.mine.list", rows, mine=[job.facts() for job in jobs],
        calls=[each.facts() for each in calls],
    )  # fmt: skip


def _steps(job: Job) -> list[Button]:
    return [
        Button(
            "sheets.mine.step",
            Press(action, job.face.case_id, job.face.rev).pack(),
            {"number": job.face.number, "action": str(action)},
        )
        for action in job.steps
    ]
