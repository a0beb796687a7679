"""Who is on duty today: shown to staff; a person goes off, or an officer says so for them."""

from datetime import date, timedelta

from handlers.context import Turn
from models.buttons import Press, Unreadable
from models.duty.operations import OnDuty, come_back, go_off, go_off_on, may_set, today
from models.intents.messages import Button, Rows, Say
from models.permissions import OFFICERS, require_staff
from models.repairs.assigning import open_jobs

SURE = "sure"  # today; any other day is named by its date


def on_duty(turn: Turn) -> None:
    """Show today's roster, and buttons for whose day this person may change."""
    mine = require_staff(turn.session, turn.person, now=turn.now)
    lines = today(turn.session, mine.estate_id, now=turn.now)
    people = {line.staff_id: line for line in lines}
    if mine.role not in OFFICERS:
        people = {key: line for key, line in people.items() if key == mine.id}
    rows: Rows = tuple((_button(line),) for line in people.values())
    turn.say("duty.today", rows, day=turn.today.isoformat(), spans=[each.facts() for each in lines])


def _button(line: OnDuty) -> Button:
    action = "duty_on" if line.is_absent else "duty_off"
    return Button(f"duty.{action}", Press(action, line.staff_id, 0).pack(), {"name": line.name})


def press_off(turn: Turn, press: Press) -> None:
    """Ask which day is meant; then let the person be away on it, and their work go on."""
    staff = may_set(turn.session, press.object, by=turn.someone, now=turn.now)
    edits = turn.incoming.message_id if turn.incoming.is_private else None
    if not press.value:
        tomorrow = (turn.today + timedelta(days=1)).isoformat()
        days = tuple(
            (Button(f"duty.{key}", Press("duty_off", staff.id, 0, day).pack(), style="danger"),)
            for key, day in (("sure", SURE), ("tomorrow", tomorrow))
        )
        jobs = open_jobs(turn.session, staff.estate_id).get(staff.id, 0)
        turn.move_to_private()
        turn.say("duty.is_it_meant", days, name=staff.name, jobs=jobs)
        turn.toast("toasts.see_private")
        return
    if press.value == SURE:
        staff, numbers = go_off(turn.session, staff.id, by=turn.someone, now=turn.now)
        said = Say("duty.is_off", {"name": staff.name, "numbers": numbers})
    else:
        go_off_on(turn.session, staff.id, _day(press), by=turn.someone, now=turn.now)
        after_all = Button("duty.after_all", Press("duty_on", staff.id, 0, press.value).pack())
        said = Say("duty.is_off_on", {"name": staff.name, "day": press.value}, ((after_all,),))
    turn.post(said, edits=edits)
    turn.toast("toasts.done")


def press_on(turn: Turn, press: Press) -> None:
    """Let the person be here again today, or on the day that was named after all."""
    on = _day(press) if press.value else turn.today
    staff = come_back(turn.session, press.object, on, by=turn.someone, now=turn.now)
    turn.say("duty.is_back", name=staff.name, later=int(on > turn.today))
    turn.toast("toasts.done")


def _day(press: Press) -> date:
    """Return the day that the press names. Raises Unreadable."""
    try:
        return date.fromisoformat(press.value)
    except ValueError:
        raise Unreadable from None
