"""Messages that did not arrive: seen, and sent again."""

from sqlmodel import Session

from bot.control import Arguments
from bot.failures import Failed
from bot.settings import Settings
from models.database import Database
from models.intents.aside import aside
from models.intents.outbox import ended_badly, retry


def list_outbox(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Return the messages that were refused, never confirmed or set aside, a line each."""

    def lines(session: Session) -> list[str]:
        return [
            f"{row.id}\t{row.state}\t{row.reason or '-'}\t{row.kind}\tchat {row.chat_id}\t"
            f"{row.created_at:%Y-%m-%d %H:%M}Z"
            for row in [*aside(session), *ended_badly(session)]
        ]

    return "\n".join(database.read(lines)) or "Every message arrived or is on its way."


def retry_outbox(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Let the messages of `ids` be sent now, or all that are listed. Raises Failed."""

    def again(session: Session) -> int:
        ids = arguments["ids"] or [row.id for row in [*aside(session), *ended_badly(session)]]
        missed = [row_id for row_id in ids if not retry(session, row_id)]
        if missed:
            named = ", ".join(map(str, missed))
            raise Failed(f"Nothing was changed: no such message ended badly: {named}.")
        return len(ids)

    return f"{database.write(again)} messages wait to be sent again."
