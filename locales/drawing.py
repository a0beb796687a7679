"""A template becomes words: Jinja2, escaped for Telegram or plain, with the reader's formats."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from locales import formats
from locales.fees import written_out
from locales.formats import Reader

TAG = re.compile(r"</?(\w[\w-]*)[^<>]*>")
_GAP = re.compile(r"\n{3,}")
_TURNS = re.compile("[\u202a-\u202e\u2066\u2067]")  # overrides, and what begins another direction


def upright(value: object) -> object:
    """Return what a text mentions, so that none of it turns the words around it."""
    if isinstance(value, str) and _TURNS.search(value):
        return type(value)(_TURNS.sub("", value))
    return value


class Drawn(BaseLoader):
    """One way of drawing the texts; templates are named `<language>/<key>`."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]], *, html: bool) -> None:
        self.texts, self.html = texts, html
        self.environment = SandboxedEnvironment(
            loader=self, autoescape=html,
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
            cache_size=-1, auto_reload=False,
            finalize=upright,
        )  # fmt: skip
        for name in ("moment", "clock", "day", "slot", "money", "foreign", "quoted"):
            self.environment.filters[name] = _with_reader(getattr(formats, name))
        self.environment.filters |= {
            "isolate": formats.isolate, "surname": formats.surname,
            "written_out": _with_reader(written_out),
        }  # fmt: skip
        for name in ("option", "text", "technician", "title"):
            # A bound method takes no marks of Jinja's; a partial does.
            self.environment.filters[name] = pass_context(partial(getattr(self, f"_{name}")))

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:
        language, _, key = template.partition("/")
        if key not in self.texts.get(language, ()):
            raise TemplateNotFound(template)
        source = self.texts[language][key]
        return source if self.html else TAG.sub("", source), None, None

    def draw(self, key: str, reader: Reader, facts: Mapping[str, Any]) -> str:
        try:
            if reader.elder and f"elder.{key}" in self.texts[reader.language]:
                key = f"elder.{key}"
            source, *_ = self.get_source(self.environment, f"{reader.language}/{key}")
        except TemplateNotFound as unknown:
            raise KeyError(unknown.name) from None
        if "{" not in source:  # as of three in four: a template of each would take 0.2 ms and 3 kB
            return _GAP.sub("\n\n", source).strip()
        given = {"office": reader.office, "hotline": reader.hotline, "_reader": reader}
        if "hello" not in facts and "hello" in self.texts[reader.language][key]:
            given["hello"] = self._hello(reader)
        template = self.environment.get_template(f"{reader.language}/{key}")
        return _GAP.sub("\n\n", template.render(given | dict(facts))).strip()

    def _hello(self, reader: Reader) -> str | Markup:
        known = reader.address_as if reader.name.strip() else "none"
        facts = {"name": reader.name, "hello": ""}  # a greeting greets but once
        hello = self.draw(f"people.hello.{reader.titled(known)}", reader, facts)
        if not reader.is_chinese:  # as in a letter: what follows "Dear Ms Lin," has its own line
            hello += "\n" if hello.endswith(",") else " "
        return self._safe(hello)

    def _option(self, context: Context, value: object, prefix: str) -> str | Markup:
        """Return the label of the value; a value that we have no word for stands as it is."""
        reader, key = context["_reader"], f"{prefix}.{value}"
        known = key in self.texts[reader.language]
        return self._safe(self.draw(key, reader, {})) if known else str(value)

    def _text(self, context: Context, it: object, key: str) -> str | Markup:
        """Return another text about `it`; that text may mention nothing else."""
        return self._safe(self.draw(key, context["_reader"], {"it": it}))

    def _technician(self, context: Context, name: str) -> str | Markup:
        return self._safe(self.draw("people.technician", context["_reader"], {"name": name}))

    def _title(self, context: Context, name: str, address_as: str = "") -> str | Markup:
        reader = context["_reader"]
        key = f"people.title.{reader.titled(address_as)}"
        return self._safe(self.draw(key, reader, {"name": name}))

    def _safe(self, drawn: str) -> str | Markup:
        # Escaped when it was drawn.
        return Markup(drawn) if self.html else drawn  # noqa: S704


def _with_reader(format_: Callable[[Reader, Any], str]) -> Callable[[Context, Any], str]:
    return pass_context(lambda context, value: format_(context["_reader"], value))
