"""docs/rules.md tells the truth about what is proved; no page of docs/ is behind the code."""

from pathlib import Path

import pytest

from docs import actions, rules

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "models", "scheduler", "locales", "tests")
# Here and not inside a test: there it would count as proof.
CITED = ["REP-02", "REP-03"]
CITING = '''"""About REP-01."""

@mark("REP-02")
def test_a():
    # REP-03
    pass

def b(): "REP-04"
'''


def test_there_are_199_rules_and_53_settings_each_with_one_state():
    table, settings = rules.tables()
    assert len(table) == 199
    assert list(settings) == [f"S-{number:02}" for number in range(1, 54)]
    for entry in (*table.values(), *settings.values()):
        assert len(entry["title"]) <= 90
        assert entry.keys() <= {"title", "out_of_chat", "values"}


def test_the_page_of_rules_is_current():
    assert rules.PAGE.read_text(encoding="utf-8") == rules.page(), "run `make docs`"


def test_a_setting_that_the_workbook_refuses_is_marked():
    said = rules.defaults(rules.tables()[1]["S-49"])
    assert said == "`reply.bot_seconds` = `3` (not settable)<br>`reply.human_minutes` = `3`"


def test_the_page_of_actions_is_current():
    assert actions.PAGE.read_text(encoding="utf-8") == actions.page(), "run `make docs`"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_identifier_cited_anywhere_exists(package: str):
    table, settings = rules.tables()
    for path in (ROOT / package).rglob("*.py"):
        cited = set(rules.IDENTIFIER.findall(path.read_text(encoding="utf-8")))
        assert cited <= {*table, *settings}, path


def test_a_citation_counts_where_a_test_makes_it():
    found = [(name, rules.IDENTIFIER.findall(lines)) for name, lines in rules.tests_of(CITING)]
    assert found == [("test_a", CITED)]
