"""What is open, the change of shift, read with presses, and the duty record."""

from handlers.context import Turn
from models.buttons import Press, Unreadable
from models.estate.settings import policy_of
from models.handovers.lists import Scope, open_lines
from models.handovers.messages import DutyRecord, OpenList
from models.handovers.policy import HandoverPolicy
from models.handovers.record import may_keep, record_since, shift_began, write_line
from models.handovers.shifts import page_of, read_item
from models.permissions import require_staff

ALL = "all"
NAME_AT_MOST = 40  # characters of a building
LINES_AT_MOST = 25  # in one message


def press_read(turn: Turn, press: Press) -> None:
    """Keep that the successor has read one case, or all of them; the list shows it."""
    number = None if press.value == ALL else press.number
    handover = read_item(turn.session, press.object, number, by=turn.someone, now=turn.now)
    page = page_of(turn.session, handover, press.rev, now=turn.now)
    if page.lines:
        turn.post(page, edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


def everything_open(turn: Turn) -> None:
    """List what is not struck off; `/open 1号楼` what is open in that building. For staff."""
    building = turn.incoming.argument.strip()
    show_open(turn, Scope.ALL, building=building[:NAME_AT_MOST])


def press_open(turn: Turn, press: Press) -> None:
    """Narrow the list down, in its place."""
    if press.value not in set(Scope):
        raise Unreadable
    edits = turn.incoming.message_id or None
    show_open(turn, Scope(press.value), edits=edits)
    turn.toast("toasts.done")


def show_open(turn: Turn, scope: Scope, *, building: str = "", edits: int | None = None) -> None:
    """List what is open within that scope. Raises NotStaff."""
    staff = require_staff(turn.session, turn.person, now=turn.now)
    private = turn.incoming.is_private
    lines, more = open_lines(
        turn.session, staff, scope, building=building, private=private, now=turn.now
    )
    turn.post(OpenList(scope, building, tuple(lines), more, private), edits=edits)


def log(turn: Turn) -> None:
    """Show the duty record of the shift; words behind the command become a line of it."""
    staff = may_keep(turn.session, by=turn.someone, now=turn.now)
    told = turn.incoming.argument.strip()
    if told:
        write_line(turn.session, told, by=turn.someone, now=turn.now)
    since = shift_began(turn.session, staff.estate_id, now=turn.now)
    entries = record_since(turn.session, staff, since, now=turn.now)
    title = policy_of(turn.session, staff.estate_id, HandoverPolicy).log_title
    earlier = max(0, len(entries) - LINES_AT_MOST)
    turn.post(DutyRecord(title, since, tuple(entries[earlier:]), earlier))
