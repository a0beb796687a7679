"""A commit, a call or a file that no test can strike would be a gap in the proof."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
RENAMES = {"os.rename", "os.replace", "os.link"}
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield what the product runs; the sandbox is no part of it, and migrations are history."""
    for package in ("bot", "handlers", "models", "scheduler"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if not {"sandbox", "migrations"} & set(path.relative_to(ROOT).parts):
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(node, FUNCTION):
                        yield path.relative_to(ROOT), node


def kind_of(call: ast.Call) -> str | None:
    """Return which pair of points belongs beside this call, if any."""
    said = ast.unparse(call.func)
    if said.endswith("session.commit"):
        return "commit"
    if said.endswith("_session.request"):
        return "call"
    # A path is renamed by one argument; texts have two to replace, moments have names.
    renames = said.endswith((".replace", ".rename")) and len(call.args) == 1 and not call.keywords
    return "file" if renames or said in RENAMES else None


def gaps(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[int]:
    """Return the lines that want a point just before or after them."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    points = [(c.lineno, c.args[0].value) for c in calls if ast.unparse(c.func) == "fault"]  # type: ignore[attr-defined]
    found = []
    for call in calls:
        kind = kind_of(call)
        if kind is not None:
            before = [name for line, name in sorted(points) if line < call.lineno]
            after = [name for line, name in sorted(points) if line > call.lineno]
            if before[-1:] != [f"{kind}.before"] or after[:1] != [f"{kind}.after"]:
                found.append(call.lineno)
    return found


def test_every_commit_call_and_rename_has_a_point_on_either_side() -> None:
    assert [f"{path}:{line}" for path, each in functions() for line in gaps(each)] == []


def test_the_search_finds_what_it_is_for() -> None:
    kinds = {kind_of(n) for _, f in functions() for n in ast.walk(f) if isinstance(n, ast.Call)}
    assert kinds == {None, "commit", "call", "file"}
