"""The habits of this codebase that no tool of the shelf checks."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers.routes  # noqa: F401  (so that every kind is known)
import scheduler.due  # noqa: F401
from models.records import Recorded

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "handlers", "models", "scheduler", "locales")
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
CLOCKS = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "time.sleep"}
FILE_LINES, FUNCTION_LINES = 300, 50
MACHINE_STATEMENTS, SANDBOX_STATEMENTS = 5326, 736


def files(*packages: str) -> list[Path]:
    """Return the Python files that people write; a migration is history."""
    return [
        path
        for package in packages
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path, node: ast.AST | None = None, said: str = "") -> str:
    line = f":{node.lineno}" if isinstance(node, ast.stmt | ast.expr | ast.excepthandler) else ""
    return f"{path.relative_to(ROOT)}{line} {said}".strip()


def nodes(*packages: str) -> Iterator[tuple[Path, ast.AST]]:
    for path in files(*packages):
        for node in ast.walk(ast.parse(read(path))):
            yield path, node


def test_no_file_is_longer_than_300_lines():
    lengths = {path: read(path).count("\n") for path in files(*PRODUCT, "tests", "docs")}
    assert [named(path) for path, lines in lengths.items() if lines > FILE_LINES] == []


def test_no_function_is_longer_than_50_lines():
    assert [
        named(path, node, node.name)
        for path, node in nodes(*PRODUCT, "tests", "docs")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ] == []


def statements(path: Path) -> int:
    """Count what a file says: its statements, without imports and docs, however wrapped."""
    said = [node for node in ast.walk(ast.parse(read(path))) if isinstance(node, ast.stmt)]
    silent = (ast.Import, ast.ImportFrom)
    docs = [n for n in said if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)]
    return len(said) - len(docs) - sum(isinstance(node, silent) for node in said)


def features() -> set[str]:
    """Return the nouns of what residents and staff see: the folders of models/."""
    machine = {"migrations", "estate", "files", "intents", "__pycache__"}
    return {path.name for path in (ROOT / "models").iterdir() if path.is_dir()} - machine


def test_the_machine_does_not_grow_without_something_going():
    """A ratchet: see docs/decisions/0003. The sandbox and the features are counted apart."""
    sizes = {path: statements(path) for path in files(*PRODUCT)}
    sandbox = {path for path in sizes if "sandbox" in path.parts}
    nouns = {path: {*path.relative_to(ROOT).parts, path.stem} for path in sizes}
    machine = {path for path in sizes if not features() & nouns[path]} - sandbox
    assert sum(sizes[path] for path in machine) <= MACHINE_STATEMENTS
    assert sum(sizes[path] for path in sandbox) <= SANDBOX_STATEMENTS


def test_the_proofs_stay_below_a_third_of_the_product():
    proofs, product = (
        sum(read(path).count("\n") for path in files(*packages))
        for packages in (("tests/proofs", "tests/support"), PRODUCT)
    )
    assert 3 * proofs < product


def test_there_are_no_drawers():
    assert [
        named(path)
        for path in files(*PRODUCT, "tests")
        if DRAWERS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ] == []


def test_a_package_file_holds_one_docstring_and_nothing_else():
    for path in files(*PRODUCT):
        if path.name == "__init__.py":
            module = ast.parse(read(path))
            assert ast.get_docstring(module), named(path)
            assert len(module.body) == 1, named(path)


def test_whoever_catches_everything_says_why():
    assert [
        named(path, node)
        for path, node in nodes(*PRODUCT)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or catches_all(node.type))
        and "# why:" not in read(path).splitlines()[node.lineno - 1]
    ] == []


def catches_all(caught: ast.expr) -> bool:
    everything = {"Exception", "BaseException"}
    return any(isinstance(node, ast.Name) and node.id in everything for node in ast.walk(caught))


def test_only_the_clock_reads_the_time():
    assert [
        named(path, node, ast.unparse(node.func))
        for path, node in nodes(*PRODUCT)
        if isinstance(node, ast.Call)
        and path != ROOT / "models" / "clock.py"
        and ".".join(ast.unparse(node.func).split(".")[-2:]) in CLOCKS
    ] == []


def test_no_test_sleeps():
    assert [
        named(path, node)
        for path, node in nodes("tests")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "time.sleep"
    ] == []


def test_sql_is_never_glued_together():
    """A value goes in as a parameter: no f-string, `+`, `%` or `.format` inside `text(…)`."""
    assert [
        named(path, node)
        for path, node in nodes(*PRODUCT)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] == "text"
        and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp | ast.Call)
    ] == []


def test_what_is_kept_by_its_name_bears_it_alone():
    """A message or a moment is found again by the name of its class; of two, one would be lost."""
    times = Counter(node.name for _, node in nodes("models") if isinstance(node, ast.ClassDef))
    assert [name for name in Recorded.kinds if times[name] > 1] == []


@pytest.mark.parametrize("package", ["handlers", "scheduler"])
def test_a_feature_bears_one_noun_in_every_package(package: str):
    """handlers/repairs.py and scheduler/repairs.py work on models/repairs/."""
    features = {path.name for path in (ROOT / "models").iterdir() if path.is_dir()}
    nouns = {path.stem for path in (ROOT / package).glob("*.py")}
    close = {
        (noun, feature)
        for noun in nouns - features
        for feature in features
        if re.fullmatch(f"{re.escape(noun)}s|{re.escape(noun.removesuffix('s'))}", feature)
    }
    assert close == set()
