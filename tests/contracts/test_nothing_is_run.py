"""What comes in is data: nothing in the product makes a programme of it, or objects, or a shell."""

import ast
from collections.abc import Iterator

import pytest

from tests.contracts.test_house_rules import PRODUCT, named, nodes

MODULES = {
    "pickle", "cPickle", "_pickle", "dill", "cloudpickle", "jsonpickle", "shelve", "marshal",
    "yaml", "code", "codeop", "ctypes", "imp", "pty",
}  # fmt: skip
BUILTINS = {"eval", "exec", "compile", "__import__"}
OF_OS = {"system", "popen"}
BEGINNINGS_OF_OS = ("exec", "spawn", "posix_spawn")
ANYWHERE = {
    "PickleType", "create_subprocess_shell", "subprocess_shell", "getoutput", "getstatusoutput",
    "unpack_archive", "read_pickle", "literal_eval",
}  # fmt: skip


def runs(node: ast.AST) -> str:
    """Return by what this would run what it is given, or nothing."""
    match node:
        case ast.Import():
            return next((each.name for each in node.names if _is_barred(each.name)), "")
        case ast.ImportFrom(module=str(module)):
            names = [f"{module}.{each.name}" for each in node.names]
            return module if _is_barred(module) else next(filter(_is_called, names), "")
        case ast.Attribute(attr=attribute):
            return next(filter(_is_called, (attribute, ast.unparse(node))), "")
        case ast.Name(id=name):
            return name if name in BUILTINS | ANYWHERE else ""
        case ast.keyword(arg="shell"):
            return "shell="
    return ""


def _is_barred(module: str) -> bool:
    return module.partition(".")[0] in MODULES


def _is_called(name: str) -> bool:
    place, _, last = name.rpartition(".")
    if place == "os":
        return last in OF_OS or last.startswith(BEGINNINGS_OF_OS)
    return last in ANYWHERE or (place == "builtins" and last in BUILTINS)


def found(code: str) -> Iterator[str]:
    """Return all by which this code would run what it is given."""
    return filter(None, map(runs, ast.walk(ast.parse(code))))


def test_nothing_that_comes_in_is_run():
    said = [(path, node, runs(node)) for path, node in nodes(*PRODUCT, "docs")]
    assert [named(path, node, by) for path, node, by in said if by] == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle", "import yaml", "from marshal import loads", "import ctypes.util",
        "from shelve import open as keep", "eval(text)", "exec(text)", "compile(text, '', 'exec')",
        "run = eval", "__import__(name)", "import builtins; builtins.exec(text)",
        "import os; os.system(words)", "import os; os.popen(words)", "from os import system",
        "import os; os.execvp(name, words)", "import os; os.spawnl(0, name)",
        "run(words, shell=True)", "run(words, shell=is_simple)", "from os import execv",
        "asyncio.create_subprocess_shell(words)", "loop.subprocess_shell(make, words)",
        "Column(PickleType)", "from ast import literal_eval",
    ],
)  # fmt: skip
def test_each_way_to_run_it_is_seen(code: str):
    assert list(found(code))


@pytest.mark.parametrize(
    "code",
    [
        "session.exec(select(Case))", "re.compile(pattern)", "from asyncio import subprocess",
        "run([program, word])", "os.path.join(folder, name)", "os.umask(0o077)",
        "shell = 'a name'",
    ],
)  # fmt: skip
def test_what_runs_nothing_is_let_be(code: str):
    assert list(found(code)) == []
