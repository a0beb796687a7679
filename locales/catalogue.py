"""Every sentence, in every language: read from TOML, drawn by Jinja2, overridden by operators."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.meta import find_undeclared_variables

from locales.drawing import TAG, Drawn
from locales.formats import Reader

__all__ = ["Catalogue", "Reader"]

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
ALWAYS_THERE = frozenset({"hello", "office", "hotline", "_reader"})
_ORNAMENT = re.compile(r"^[^\w№#]+|[^\w)）.。!！?？…]+$")
Tree = Mapping[str, Any]


class Catalogue:
    """All texts; `texts` are templates and `lists` words, both by language and key."""

    def __init__(
        self, texts: Mapping[str, dict[str, str]], lists: Mapping[str, dict[str, tuple[str, ...]]]
    ) -> None:
        self.languages = LANGUAGES
        self._texts, self._lists = texts, lists
        self._html = Drawn(texts, html=True)
        self._plain = Drawn(texts, html=False)
        self._words: dict[str, dict[str, tuple[str, ...]]] = {}
        self._labels: dict[str, dict[str, str]] = {}

    @classmethod
    def load(cls, overrides: Path | None = None) -> "Catalogue":
        """Return our texts, single keys replaced by the operator's files of the same form.

        Raises ValueError with one sentence about the first thing wrong in such a file.
        """
        texts: dict[str, dict[str, str]] = {}
        lists: dict[str, dict[str, tuple[str, ...]]] = {}
        for language in LANGUAGES:
            found: dict[str, Any] = {}
            for path in sorted((Path(__file__).parent / language).glob("*.toml")):
                found |= _flat(path.stem, tomllib.loads(path.read_text("utf-8")))
            texts[language] = {key: text for key, text in found.items() if isinstance(text, str)}
            lists[language] = {k: tuple(v) for k, v in found.items() if isinstance(v, list)}
        catalogue = cls(texts, lists)
        for path in sorted(overrides.glob("*/*.toml")) if overrides else ():
            catalogue._override(path)
        return catalogue

    def html(self, key: str, reader: Reader, facts: Mapping[str, Any]) -> str:
        """Return the text as Telegram's HTML; what people wrote stays text. Raises KeyError."""
        return self._html.draw(key, reader, facts)

    def plain(self, key: str, reader: Reader, facts: Mapping[str, Any]) -> str:
        """Return the text without any markup, for buttons and toasts. Raises KeyError."""
        return self._plain.draw(key, reader, facts)

    def description(self, command: str, language: str) -> str:
        """Return what the command does, for Telegram's list of commands."""
        return self.plain(f"menu.commands.{command}", Reader(language, "UTC"), {})

    def words(self, prefix: str) -> dict[str, tuple[str, ...]]:
        """Return what people call each value under `prefix`, in any language: labels and lists."""
        if prefix not in self._words:
            names: dict[str, list[str]] = {}
            for language in LANGUAGES:
                for key in sorted(
                    each for each in self._texts[language] if each.startswith(prefix)
                ):
                    parent, _, value = key.rpartition(".")
                    if parent == prefix:
                        label = self.plain(key, Reader(language, "UTC"), {})
                        names.setdefault(value, []).append(_ORNAMENT.sub("", label))
                for key, words in self._lists[language].items():
                    parent, _, value = key.rpartition(".")
                    if parent == f"{prefix}_words":
                        names.setdefault(value, []).extend(words)
            self._words[prefix] = {v: tuple(dict.fromkeys(each)) for v, each in names.items()}
        return self._words[prefix]

    def labelled(self, prefix: str, said: str) -> str:
        """Return which label under `prefix` somebody said, in any language; its picture may miss.

        Nothing when it was none of them.
        """
        if prefix not in self._labels:
            self._labels[prefix] = {
                _bare(self.plain(key, Reader(language, "UTC"), {})): key.removeprefix(f"{prefix}.")
                for language in LANGUAGES
                for key in self._texts[language]
                if key.startswith(f"{prefix}.")
            }
        return self._labels[prefix].get(_bare(said), "")

    def has(self, key: str) -> bool:
        """Return whether the key has a text in every language."""
        return all(key in texts for texts in self._texts.values())

    def keys(self, language: str | None = None) -> set[str]:
        """Return every key of a text that the language has, or any of them."""
        return set(self._texts[language]) if language else set().union(*self._texts.values())

    def variables(self, key: str, language: str) -> frozenset[str]:
        """Return the facts that the text mentions."""
        return self._mentioned(self._texts[language][key]) - ALWAYS_THERE

    def _mentioned(self, source: str) -> frozenset[str]:
        return frozenset(find_undeclared_variables(self._html.environment.parse(source)))

    def _override(self, path: Path) -> None:
        """Take the operator's texts. Raises ValueError."""
        language = path.parent.name
        if language not in LANGUAGES:
            raise ValueError(f"{path}: there is no language {language}; use {', '.join(LANGUAGES)}")
        try:
            found = _flat(path.stem, tomllib.loads(path.read_text("utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            raise ValueError(f"{path}: this is not readable TOML: {wrong}") from None
        for key, text in found.items():
            if key in self._lists[language] and isinstance(text, list):
                self._lists[language][key] = tuple(map(str, text))
            elif key in self._texts[language] and isinstance(text, str):
                self._check(f"{path}: {key}", key, text, language)
                self._texts[language][key] = text
            else:
                raise ValueError(f"{path}: there is no text {key}, or it is of another form")

    def _check(self, where: str, key: str, text: str, language: str) -> None:
        try:
            unknown = self._mentioned(text) - self.variables(key, language) - ALWAYS_THERE
        except TemplateSyntaxError as wrong:
            raise ValueError(f"{where}, line {wrong.lineno}: {wrong.message}") from None
        if unknown:
            raise ValueError(f"{where} mentions {', '.join(sorted(unknown))}, which it never gets")
        open_tags = [t[1] for t in TAG.finditer(text) if not t[0].startswith("</")]
        closed = [t[1] for t in TAG.finditer(text) if t[0].startswith("</")]
        if sorted(open_tags) != sorted(closed):
            raise ValueError(f"{where} opens a tag that it does not close, or the reverse")


def _flat(prefix: str, tree: Tree) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in tree.items():
        key = f"{prefix}.{name}"
        found |= _flat(key, value) if isinstance(value, Mapping) else {key: value}
    return found


def _bare(label: str) -> str:
    return "".join(sign for sign in label if sign.isalnum()).casefold()
