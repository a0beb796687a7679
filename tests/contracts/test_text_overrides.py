"""An operator replaces single sentences by files of the same form; a bad one is told at once."""

from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError

from locales.catalogue import Catalogue, Reader

READER = Reader("en", "Asia/Shanghai", name="Lin", address_as="女士")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_one_sentence_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    written(tmp_path, "en/toasts.toml", 'thanks = "Much obliged!"')
    ours, theirs = Catalogue.load(), Catalogue.load(tmp_path)
    assert theirs.plain("toasts.thanks", READER, {}) == "Much obliged!"
    assert theirs.plain("toasts.done", READER, {}) == ours.plain("toasts.done", READER, {})


def test_a_sentence_may_say_and_not_do(tmp_path: Path) -> None:
    reaches = "thanks = \"{{ ''.__class__.__mro__[1].__subclasses__() | length }}\""
    theirs = Catalogue.load(written(tmp_path, "en/toasts.toml", reaches))
    with pytest.raises(SecurityError):
        theirs.plain("toasts.thanks", READER, {})


def test_words_can_be_replaced_too(tmp_path: Path) -> None:
    written(tmp_path, "en/trades_words.toml", 'pests = ["dragon"]')
    assert "dragon" in Catalogue.load(tmp_path).words("trades")["pests"]


def test_without_files_nothing_changes(tmp_path: Path) -> None:
    assert Catalogue.load(tmp_path / "none").keys() == Catalogue.load().keys()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("fr/toasts.toml", 'thanks = "Merci"', "there is no language fr"),
        ("en/toasts.toml", 'thanks = "Much', "not readable TOML"),
        ("en/toasts.toml", 'thank = "Thanks"', "there is no text toasts.thank"),
        ("en/toasts.toml", "thanks = 3", "there is no text toasts.thanks"),
        ("en/toasts.toml", 'thanks = "Thanks {{ name"', "en/toasts.toml: toasts.thanks, line 1"),
        ("en/toasts.toml", 'thanks = "Thanks {{ name }}"', "mentions name, which it never gets"),
        ("en/toasts.toml", 'thanks = "Thanks {{ 1 | nothing }}"', "No filter named 'nothing'"),
        ("en/menu.toml", 'rest = "<b>Hello"', "opens a tag that it does not close"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        Catalogue.load(written(tmp_path, name, text))
    assert "\n" not in str(refused.value)
