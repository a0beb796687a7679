"""The containers of docs/deploy, as far as they can be held without building any."""

import re

from bot.settings import Settings
from tests.support.process import ROOT

COMPOSE = (ROOT / "docs/deploy/compose.yaml").read_text()


def patterns(name: str) -> list[str]:
    return (ROOT / name).read_text().split()


def test_what_is_in_no_commit_is_in_no_image():
    """Data, secrets, and what lies about; a name that git finds at any depth needs `**/` here."""
    named = [each.rstrip("/") for each in patterns(".gitignore")]
    ignored = {each if "/" in each else f"**/{each}" for each in named}
    assert {".git", *ignored} == set(patterns(".dockerignore"))


def test_the_workers_are_told_settings_that_there_are():
    block = re.search(r"&settings\n(.*?)  secrets:", COMPOSE, re.DOTALL)
    told = set(re.findall(r"^    ([A-Z_]+):", block[1] if block else "", re.MULTILINE))
    assert told <= {name.upper() for name in Settings.model_fields} | {"PGPASSFILE"}
    assert {"DATA_DIR", "DATABASE_URL", "TELEGRAM_TOKEN_FILE", "WEBHOOK_SECRET"} <= told
