"""No log line tells a token, a telephone number or an identity number, whoever wrote it."""

import json
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot import logs
from bot.settings import Settings

TOKEN = "123456:AAcanaryAAcanaryAAcanaryAAcanaryAA"
CANARIES = (
    TOKEN, TOKEN.partition(":")[2], "13812345678", "138-1234-5678", "+86 138 1234 5678",
    "+447700900123", "0755-12345678", "11010519491231002X",
)  # fmt: skip


@pytest.fixture(params=["console", "json"])
def settings(request, tmp_path: Path) -> Iterator[Settings]:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield Settings(
        telegram_token=TOKEN, data_dir=tmp_path, log_format=request.param, log_level="DEBUG"
    )
    logging.captureWarnings(False)
    structlog.reset_defaults()
    sys.excepthook, threading.excepthook, sys.unraisablehook = before
    root.handlers[:], root.level = handlers, level


def test_whatever_is_logged_by_whomever_tells_no_secret(settings, capsys):
    logs.set_up(settings)
    for canary in CANARIES:
        structlog.get_logger().warning("a fixed sentence", slipped=f"in: {canary}")
        logging.getLogger("any.library").error("at https://x/bot%s/getMe", canary)
        try:
            raise ValueError(f"电话{canary}")
        except ValueError as error:
            logging.getLogger("guanjia").exception("a bug")
            sys.excepthook(ValueError, error, error.__traceback__)
    said = capsys.readouterr().err
    assert "a fixed sentence" in said
    assert "Traceback" in said
    assert [canary for canary in CANARIES if canary in said] == []


def test_ids_are_left_as_they_are(settings, capsys):
    logs.set_up(settings)
    structlog.get_logger().info("case reported", case=123, chat=-1001234567890, user=7123456789)
    said = capsys.readouterr().err
    assert all(number in said for number in ("123", "-1001234567890", "7123456789"))
    if settings.log_format == "json":
        assert json.loads(said)["event"] == "case reported"


def test_libraries_that_print_addresses_keep_silent(settings, capsys):
    logs.set_up(settings)
    for name in ("telegram.Bot", "httpx", "aiohttp.access", "sqlalchemy.engine.Engine"):
        logging.getLogger(name).debug("a secret may be here")
    assert capsys.readouterr().err == ""
