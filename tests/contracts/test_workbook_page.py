"""The page about the workbook shows the columns that the program reads, and the sample estate."""

from docs.workbook import PAGE, page


def test_the_page_shows_every_sheet_and_column_with_the_samples_first_row() -> None:
    """`make docs` renews it."""
    assert page().count("\n## `") == 16
    assert PAGE.read_text("utf-8") == page()
