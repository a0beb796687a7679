"""Any Python 3.11 has what the product calls: Debian 12's is 3.11.2, ours may be a later one."""

import ast

from tests.contracts.test_house_rules import PRODUCT, named, nodes

UNPACKING = {"extract", "extractall"}  # of tarfile: `filter` and its filters came with 3.11.4


def is_later(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr=name), keywords=keywords):
            return name in UNPACKING and any(each.arg == "filter" for each in keywords)
        case ast.Attribute(value=ast.Name(id="tarfile"), attr=name):
            return name.endswith("_filter")
    return False


def test_nothing_is_called_that_a_later_3_11_brought():
    assert [named(path, node) for path, node in nodes(*PRODUCT) if is_later(node)] == []
