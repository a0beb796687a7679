"""The page about the workbook shows the columns that the program reads, and the sample estate."""

import json

from docs.workbook import PAGE, defaults, page
from models.estate.policies import POLICIES
from models.estate.settings import known_settings


def test_the_page_shows_every_sheet_and_column_with_the_samples_first_row() -> None:
    """`make docs` renews it."""
    assert page().count("\n## `") == 16
    assert PAGE.read_text("utf-8") == page()


def test_each_setting_stands_there_as_a_cell_may_say_it() -> None:
    """What is written as the default is taken by the import."""
    known = known_settings(POLICIES)
    assert {name for name, _ in defaults()} == set(known)
    for name, said in defaults():
        if said != "null":
            known[name](json.loads(said))
