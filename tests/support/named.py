"""What the code names of the texts: every constant that looks like a key."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.estate.policies import POLICIES
from models.estate.settings import known_settings

ROOT = Path(__file__).parents[2]
SETTINGS = known_settings(POLICIES)  # some begin like a text


def named_in_code() -> Iterator[tuple[Path, int, str, bool]]:
    """Yield what looks like a text key: file, line, key, and whether that is all of it."""
    features = {path.stem for path in (ROOT / "locales" / "en").glob("*.toml")}
    key = re.compile(rf"({'|'.join(sorted(features))})\.[a-z_.]*")
    for package in ("bot", "handlers", "models", "scheduler"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "sandbox" in path.parts or "migrations" in path.parts:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            starts = [n.values[0] for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)]
            parts = {
                id(n) for j in ast.walk(tree) if isinstance(j, ast.JoinedStr) for n in j.values
            }
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                    continue
                whole = id(node) not in parts
                column = node.value.endswith(".id")  # of a foreign key
                if node.value in SETTINGS:
                    continue
                if key.fullmatch(node.value) and not column and (whole or node in starts):
                    yield path, node.lineno, node.value, whole


def begins_a_key(keys: Iterable[str], key: str, whole: bool) -> bool:
    """Tell whether a text's key begins so, where the code adds the rest."""
    start = f"{key}." if whole and not key.endswith(".") else key
    return any(each.startswith(start) for each in keys)
