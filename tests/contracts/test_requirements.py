"""The hashed lists under requirements/ are the lock (docs/decisions/0001)."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return {normal(found[1]): found[2] for line in text.splitlines() if (found := PIN.match(line))}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[\[<>=!~; ]", one, maxsplit=1)[0]) for one in requirements}


@pytest.mark.parametrize("name", ["product", "tests", "bench", "uv"])
def test_every_pinned_version_has_a_hash_and_no_list_names_a_host(name: str):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "--index" not in text


def test_what_the_project_asks_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    assert wanted(project["project"]["dependencies"] + groups["build"]) <= set(pins("product"))
    assert wanted(groups["dev"]) <= set(pins("tests"))


def test_the_tests_run_the_versions_that_are_shipped():
    tests = pins("tests")
    assert {name: tests.get(name) for name in pins("product")} == pins("product")


def test_the_licence_of_every_shipped_package_is_named():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = {normal(line.split()[0]) for line in notice.splitlines() if line.count("  ") >= 2}
    assert set(pins("product")) <= named
