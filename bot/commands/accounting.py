"""`import` of what accounting software exports, the bot running or not."""

from sqlmodel import Session

from bot.commands.estates import SHOWN, import_workbook, the_estate
from bot.control import Arguments
from bot.settings import Settings
from models.accounting.columns import Mapped
from models.accounting.operations import Look, Part, enter, look_into
from models.database import Database
from models.estate.importing import Change


def import_file(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Take in a workbook, or accounts where the arguments say so. Raises WrongWorkbook."""
    if arguments.get("accounts") is None:
        return import_workbook(database, settings, arguments)
    return import_accounts(database, arguments)


def import_accounts(database: Database, arguments: Arguments) -> str:
    """Enter all of an export, or nothing; a dry run only tells. Raises WrongWorkbook.

    `arguments`: `sheets`, `accounts` (the tables of the mapping), `estate`, `dry_run`.
    """
    sheets = [(name, lines) for name, lines in arguments["sheets"]]
    mapped = Mapped.of(arguments["accounts"])

    def look(session: Session) -> tuple[str, Look]:
        estate = the_estate(session, arguments["estate"])
        return estate.office_code, look_into(session, estate, sheets, mapped)

    def take_in(session: Session) -> tuple[str, Look]:
        code, found = look(session)
        return code, enter(session, the_estate(session, code), found.accounts)

    if not arguments["dry_run"]:
        code, entered = database.write(take_in)
        return "\n".join([f"Estate {code}:", *map(_part, entered.parts)])
    _, found = database.read(look)
    lines = [_line(change) for change in found.changes[:SHOWN]]
    if more := len(found.changes) - SHOWN:
        lines += [f"… and {more} more"] if more > 0 else []
    if found.accounts.unread:
        lines.append(f"Columns that are not read: {', '.join(found.accounts.unread)}.")
    return "\n".join([*lines, *map(_part, found.parts), "Nothing was changed."])


def _part(part: Part) -> str:
    sums = f"{_yuan(part.before)} yuan in all, {_yuan(part.after)} after"
    return f"{part.sheet}: {part.new} new, {part.changed} changed, {part.same} same; {sums}."


def _line(change: Change) -> str:
    what = "new" if change.is_new else f"changes {', '.join(change.columns)}"
    return f"{change.sheet} {' · '.join(change.key)}: {what}"


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
