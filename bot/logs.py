"""Logs: fixed sentences and ids on stderr; whatever else slips in is blotted out."""

import logging
import re
import sys
import threading
from types import TracebackType
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter

from bot.settings import Settings

# These libraries print addresses that contain the token, or a line for each request.
NEVER_BELOW = {
    "telegram": logging.INFO,
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "aiohttp": logging.WARNING,
    "asyncio": logging.WARNING,
    "alembic": logging.WARNING,
    "apscheduler": logging.ERROR,  # a sweep may take longer than its two seconds
    "sqlalchemy": logging.WARNING,  # INFO shows the parameters: names, phones, what people wrote
    "fontTools": logging.ERROR,
    "fpdf": logging.ERROR,
}
BLOTS = (
    (re.compile(r"\d{3,}(?::|%3A)[\w-]{20,}", re.ASCII | re.IGNORECASE), "<token>"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), "<identity>"),
    (
        re.compile(r"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d([ -]?)\d{4}\1\d{4}(?!\d)"),
        "<phone>",
    ),
    (re.compile(r"\+\d[\d -]{6,16}\d"), "<phone>"),
    (re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"), "<phone>"),
)


class Redacting(ProcessorFormatter):
    """Formats a record, trace and all, then blots out tokens, phones and identity numbers."""

    def __init__(self, secrets: tuple[str, ...], **options: Any) -> None:
        super().__init__(**options)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without what nobody may read in a log."""
        return redact(super().format(record), self._secrets)


def redact(line: str, secrets: tuple[str, ...] = ()) -> str:
    """Return `line` without secrets, tokens, telephone and identity numbers."""
    for secret in secrets:
        line = line.replace(secret, "<secret>")
    for pattern, blot in BLOTS:
        line = pattern.sub(blot, line)
    return line


def set_up(settings: Settings) -> None:
    """Make every log line of this process go through one redacting handler on stderr."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        Redacting(
            _secrets(settings),
            processors=[ProcessorFormatter.remove_processors_meta, *_last(settings)],
            foreign_pre_chain=shared,
        )
    )
    logging.basicConfig(handlers=[handler], level=settings.log_level, force=True)
    for name, level in NEVER_BELOW.items():
        logging.getLogger(name).setLevel(max(level, logging.getLevelName(settings.log_level)))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level, *shared, ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )  # fmt: skip
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda hook: _uncaught(hook.exc_type, hook.exc_value, hook.exc_traceback)
    sys.unraisablehook = lambda hook: _uncaught(hook.exc_type, hook.exc_value, hook.exc_traceback)


def _last(settings: Settings) -> list[Any]:
    if settings.log_format == "json":
        as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
        return [structlog.processors.format_exc_info, as_json]
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


def _secrets(settings: Settings) -> tuple[str, ...]:
    """Return what must never be printed: the longest first, so that no part of one remains."""
    kept = (settings.telegram_token, settings.webhook_secret)
    found = [each.get_secret_value() for each in kept if each]
    found += [each.partition(":")[2] for each in found if ":" in each]
    return tuple(sorted(found, key=len, reverse=True))


def _uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    logging.getLogger("guanjia").critical("a bug ended this", exc_info=(kind, error, trace))
