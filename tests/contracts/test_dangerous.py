"""Nothing that comes in is ever run: the product has no way to make code of what it reads."""

import ast

import pytest

from tests.contracts.test_house_rules import PRODUCT, named, nodes

FORBIDDEN = {"pickle", "cPickle", "_pickle", "dill", "shelve", "marshal", "yaml", "code", "codeop"}
CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.loads"}
NATIVE = ("os.exec", "os.spawn")
SHELLS = {"create_subprocess_shell", "getoutput", "getstatusoutput"}


def dangers(node: ast.AST) -> str:
    """Return what is wrong with it, or nothing."""
    if isinstance(node, ast.Import):
        return next((one.name for one in node.names if root(one.name) in FORBIDDEN), "")
    if isinstance(node, ast.ImportFrom):
        return node.module or "" if root(node.module or "") in FORBIDDEN else ""
    if not isinstance(node, ast.Call):
        return ""
    called = ast.unparse(node.func)
    is_shell = any(
        word.arg == "shell" and not (isinstance(word.value, ast.Constant) and not word.value.value)
        for word in node.keywords
    )
    last = called.rpartition(".")[2]
    is_wrong = called in CALLS or called.startswith(NATIVE) or last in SHELLS or is_shell
    return called if is_wrong else ""


def root(module: str) -> str:
    return module.partition(".")[0]


def test_the_product_makes_no_code_of_what_it_reads():
    found = {named(path, node, said) for path, node in nodes(*PRODUCT) if (said := dangers(node))}
    assert found == set()


def test_templates_of_the_office_run_in_a_sandbox():
    """The texts under DATA_DIR are files of an office: they may say, and not do."""
    made = [
        (path, ast.unparse(node.func))
        for path, node in nodes(*PRODUCT)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Environment")
    ]
    assert made
    assert [named(path) for path, call in made if "Sandboxed" not in call] == []


@pytest.mark.parametrize(
    "line",
    [
        "import pickle", "from yaml import load", "import marshal as m", "eval('1')", "exec(x)",
        "__import__('os')", "os.system('ls')", "run(x, shell=True)", "run(x, shell=flag)",
        "asyncio.create_subprocess_shell(x)", "os.execv(x, y)",
    ],
)  # fmt: skip
def test_each_of_them_would_be_found(line: str):
    assert any(dangers(node) for node in ast.walk(ast.parse(line)))


def test_what_is_no_danger_is_none():
    harmless = "re.compile(x); session.exec(y); run(x, shell=False); import json"
    assert [dangers(node) for node in ast.walk(ast.parse(harmless)) if dangers(node)] == []
