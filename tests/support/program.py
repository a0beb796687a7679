"""The operator's program, called in this process."""

import io
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import pytest
import structlog

from bot.__main__ import main
from bot.settings import Settings

Called = Callable[..., tuple[int, str, str]]


@contextmanager
def program(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Called]:
    """Call the program in this process; give back what it changed of the process."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(settings.data_dir.parent)
    for owner, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, hook, getattr(owner, hook))
    root, mask = logging.getLogger(), os.umask(0o022)
    handlers, level, root.handlers = root.handlers, root.level, []

    def call(*words: object, **variables: str) -> tuple[int, str, str]:
        for name, value in {"DATA_DIR": str(settings.data_dir), **variables}.items():
            monkeypatch.setenv(name, value)
        said, refused = io.StringIO(), io.StringIO()
        with redirect_stdout(said), redirect_stderr(refused), pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        return int(ended.value.code or 0), said.getvalue(), refused.getvalue()

    yield call
    root.handlers = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()
    os.umask(mask)
