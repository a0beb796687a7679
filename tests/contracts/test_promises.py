"""Every promise of the README stands in docs/proof.md, with the tests that prove it."""

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = {"README.md": "## Promises", "README.zh-Hans.md": "## 承诺"}
PROMISE, TEST = re.compile(r"P-\d\d"), re.compile(r"`(tests/[\w/]+\.py)`")


def rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table below the heading, without its head."""
    text = (ROOT / page).read_text(encoding="utf-8")
    table = text[text.index(heading) :].partition("\n|")[2].partition("\n\n")[0]
    return [line.strip("|").split("|") for line in table.split("\n")[2:]]


def numbers(page: str, heading: str) -> list[str]:
    """Return the number that each row begins with; "" where it has none."""
    return [(PROMISE.match(cells[0].strip()) or [""])[0] for cells in rows(page, heading)]


PROVED = {
    cells[0].strip(): TEST.findall(cells[1]) for cells in rows("docs/proof.md", "promise of the")
}

TEMPLATES = [("tests.support.lanes", "PAGE")] + [
    (f"tests.proofs.{path.stem}", name)
    for path in sorted((ROOT / "tests" / "proofs").glob("test_*.py"))
    for name in re.findall(r"^(SECTION|KILLED|STRUCK) = ", path.read_text("utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize("page", READMES)
def test_every_promise_has_a_number_and_a_line_in_the_proof(page: str):
    assert numbers(page, READMES[page]) == [f"P-{n:02}" for n in range(1, len(PROVED) + 1)]
    assert numbers(page, READMES[page]) == list(PROVED)


@pytest.mark.parametrize("promise", PROVED)
def test_what_proves_it_is_there(promise: str):
    """A proof under faults has its section on the page too, which it writes itself."""
    page = (ROOT / "docs" / "proof.md").read_text(encoding="utf-8")
    sections = page[page.index("<!--") :]
    assert PROVED[promise]
    for path in PROVED[promise]:
        assert (ROOT / path).is_file(), path
        assert not path.startswith("tests/proofs/") or path in sections, path


@pytest.mark.parametrize("page", READMES)
def test_the_readme_names_no_other_proof(page: str):
    for cells in rows(page, READMES[page]):
        promise = cells[0].strip()[:4]
        assert set(TEST.findall(cells[2])) <= set(PROVED[promise]), promise


@pytest.mark.parametrize(("proof", "name"), TEMPLATES)
def test_a_section_says_what_its_proof_would_write(proof: str, name: str):
    """Figures are of their day; the sentences around them are those of today."""
    page = " ".join((ROOT / "docs" / "proof.md").read_text(encoding="utf-8").split())
    template: str = getattr(import_module(proof), name)
    fixed = (" ".join(part.split()) for part in re.split(r"\{[^{}]*\}", template))
    assert [part for part in fixed if part not in page] == []


def test_each_section_says_when_and_where_it_was_written():
    page = (ROOT / "docs" / "proof.md").read_text(encoding="utf-8")
    _, *sections = re.split(r"<!-- (\w+) -->", page)
    undated = [
        name
        for name, text in zip(sections[::2], sections[1::2], strict=True)
        if not re.match(r"Written on .* cores, .* GB", text.rstrip().rpartition("\n")[2])
    ]
    assert undated == []
