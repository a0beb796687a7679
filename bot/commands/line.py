"""The command line: each command with its options, as typer reads them."""

import asyncio
import csv
import json
import shutil
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from bot import logs
from bot.accounting.reading import sheets_of
from bot.commands.invitations import COLUMNS
from bot.commands.running import execute
from bot.failures import Failed, sentence
from bot.settings import Settings, load_settings, refuse_sandbox
from bot.stopping import listen
from models.books.rules import Month
from models.clock import SystemClock
from models.groups.tables import Purpose
from models.people.tables import Trade

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
Estate = Annotated[str | None, typer.Option("--estate", metavar="OFFICE_CODE")]


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Guanjia 管家: the front desk of a managed estate, inside Telegram."""
    if context.invoked_subcommand is None:
        run()


@app.command()
def run() -> None:
    """Serve the estate; without TELEGRAM_TOKEN, the sandbox."""
    listen(sys.exit)  # nothing has begun yet
    from bot.app import serve  # noqa: PLC0415  (only those who serve load the server)

    settings = _settings()
    if settings.telegram_token is None:
        return sandbox()
    refuse_sandbox(settings)
    return asyncio.run(serve(settings, SystemClock()))


@app.command()
def sandbox() -> None:
    """Serve the sample estate against a Telegram of its own, and print where to look."""
    from bot.sandbox.running import serve_sandbox  # noqa: PLC0415

    asyncio.run(serve_sandbox(_settings()))


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(exists=True)],
    estate: Estate = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    columns: Annotated[Path | None, typer.Option(exists=True, help="Of an export, a TOML.")] = None,
) -> None:
    """Take a workbook or accounts in: .xlsx, CSV, or a folder of CSV. All of it, or nothing."""
    settings = _settings()
    arguments = {**sheets_of(path, columns), "estate": estate, "dry_run": dry_run}
    typer.echo(execute(settings, "import", arguments))


@app.command()
def export(path: Path, estate: Estate = None) -> None:
    """Write the estate's workbook: an .xlsx file, else a folder of CSV files."""
    suffix = ".xlsx" if path.suffix.lower() == ".xlsx" else ""
    if path.exists() and (not suffix or path.is_dir()):
        raise Failed(f"{path} exists already: name a new folder.")
    written = Path(execute(_settings(), "export", {"suffix": suffix, "estate": estate}))
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        shutil.move(written, path)
    finally:
        shutil.rmtree(written.parent, ignore_errors=True)
    typer.echo(path)


@app.command()
def invite(  # noqa: PLR0913, PLR0917  (one option each)
    home: Annotated[str, typer.Option(metavar="CODE|all")] = "",
    staff: Annotated[str, typer.Option(metavar="NAME|all")] = "",
    group: Annotated[Purpose | None, typer.Option()] = None,
    trades: Annotated[str, typer.Option(help="Of a group, with commas between.")] = "",
    buildings: Annotated[str, typer.Option(help="Of a group, with commas between.")] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    qr: Annotated[Path | None, typer.Option(metavar="DIR", help="A PNG for each.")] = None,
    letters: Annotated[Path | None, typer.Option(metavar="FILE", help="A PDF.")] = None,
    estate: Estate = None,
) -> None:
    """Make codes: for the residents of a home, for staff, or to bind a group."""
    if sum(map(bool, (home, staff, group))) != 1:
        raise typer.BadParameter("say one of --home, --staff and --group")
    if unknown := set(_listed(trades)) - set(Trade):
        raise typer.BadParameter(f"no trade: {', '.join(sorted(unknown))}")
    settings = _settings()
    arguments: dict[str, Any] = {
        "home": home, "staff": staff, "group": group and group.value, "estate": estate,
        "trades": _listed(trades), "buildings": _listed(buildings),
    }  # fmt: skip
    if letters is not None and group is not None:
        raise typer.BadParameter("a group gets no letter")
    from bot.papers import letters as papers  # noqa: PLC0415  (loads slowly)

    made = json.loads(execute(settings, "invite", arguments))
    rows = made["rows"]
    if qr is not None:
        papers.write_codes(rows, qr)
    if letters is not None:
        office, hotline = made["office"], made["hotline"]
        font = settings.font_file
        if n := papers.write_letters(rows, letters, office=office, hotline=hotline, font=font):
            typer.echo(
                f"{letters}: {n} characters are in no font of ours: write where 〓 is.", err=True
            )
    if as_csv:
        from models.cells import inert  # noqa: PLC0415  (loads slowly)

        lines = csv.writer(sys.stdout, lineterminator="\n")
        cells = ([inert(str(row[column] or "")) for column in COLUMNS] for row in rows)
        lines.writerows([COLUMNS, *cells])
    else:
        typer.echo("\n".join(map(_line, rows)))


@app.command()
def report(
    month: Annotated[str, typer.Argument(metavar="MONTH", help="Such as 2026-11.")],
    estate: Estate = None,
) -> None:
    """Write the month's rates and books for the office head, an .xlsx file; print its path."""
    try:
        written = str(Month.parse(month))
    except ValueError:
        raise typer.BadParameter("a month is written like 2026-11") from None
    typer.echo(execute(_settings(), "report", {"month": written, "estate": estate}))


@app.command()
def backup() -> None:
    """Write an encrypted backup, also while the bot runs, and print its path."""
    typer.echo(execute(_settings(), "backup", {}))


@app.command()
def restore(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Put a backup in the place of what is there; the bot must be stopped."""
    from bot import backups  # noqa: PLC0415

    aside = backups.restore(_settings(own=True), file, now=SystemClock().now())
    typer.echo(f"Restored. What was there is kept as {aside}." if aside else "Restored.")


@app.command()
def migrate(
    to: Annotated[
        str, typer.Option(metavar="URL", envvar="MIGRATE_TO", help="An empty PostgreSQL database.")
    ] = "",
) -> None:
    """Bring the database to this version's schema, or to PostgreSQL; the bot must be stopped."""
    from bot.transferring import transfer  # noqa: PLC0415
    from bot.upgrading import prepare  # noqa: PLC0415
    from models.database import Database  # noqa: PLC0415
    from models.migrating import newest  # noqa: PLC0415

    settings = _settings(own=True)
    if to:
        rows = transfer(settings, to)
        for table in sorted(rows):
            typer.echo(f"{rows[table]:>9,}  {table}")
        typer.echo(f"{sum(rows.values()):,} rows moved. Set DATABASE_URL to the new one.")
        return
    with closing(Database(settings.database_url)) as database:
        prepare(database, settings)
    typer.echo(f"The database has schema {newest()}.")


@app.command()
def doctor() -> None:
    """Look whether everything is as it should be."""
    typer.echo(execute(_settings(), "doctor", {}))


@app.command()
def outbox(
    act: Literal["list", "retry"], ids: Annotated[list[int] | None, typer.Argument()] = None
) -> None:
    """List the messages that did not arrive, or send them again."""
    typer.echo(execute(_settings(), f"outbox {act}", {"ids": ids or []}))


@app.command()
def replay(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Feed updates, a JSON line each, into an empty database; print what would be sent."""
    from bot.app import replay as replayed  # noqa: PLC0415

    replayed(_settings(own=True), file)


def obey(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 failed with one sentence, 2 wrong usage."""
    try:
        app(args=arguments, prog_name="guanjia")
    except Exception as error:  # why: whatever an operator can put right is said
        told = sentence(error)
        if told is None:
            raise
        typer.echo(told, err=True)
        sys.exit(1)


def _settings(*, own: bool = False) -> Settings:
    """Return the settings; with `own`, of a database that is not the sandbox's."""
    settings = load_settings()
    logs.set_up(settings)
    if own:
        refuse_sandbox(settings)
    return settings


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _line(row: dict[str, str]) -> str:
    told = " ".join(part for part in (row["home_code"], row["name"], f"({row['role']})") if part)
    return f"{told}: {row['link'] or '/bind ' + row['code']}, until {row['expires_at'][:10]}"
