"""The kinds of questions: a choice, a place, a telling with files, a day and its slot."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from enum import EnumType
from typing import Any

from handlers.conversations.definition import (
    LAST,
    Answer,
    Answers,
    Asking,
    Chosen,
    Label,
    Option,
    Sent,
    SlotOffer,
    Step,
    Taken,
    Typed,
    World,
)
from handlers.conversations.wording import day_meant, times_meant, value_meant
from models.values import frozen

NOT_UNDERSTOOD = Label("conversations.not_understood")
NO_LONGER = Label("conversations.no_longer_possible")
PRESS_PLEASE = Label("conversations.press_please")
NO_FILES = Label("conversations.no_files")


@frozen
class Choice(Step):
    """One of an enum, of values with texts at `<step>.options`, or of what the world offers."""

    options: Iterable[str] | Callable[[Any], Iterable[Option]] = ()

    def _offered(self, world: World, key: str = "") -> Iterable[Option]:
        if callable(self.options) and not isinstance(self.options, EnumType):
            return self.options(world)
        return (Option(str(each), Label(f"{key}.options.{each}")) for each in self.options)

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return every option; the one chosen before stands out."""
        return tuple(
            replace(each, style="primary") if each.value == asking.value else each
            for each in self._offered(asking.world, asking.key)
        )

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the option that was pressed or meant."""
        names = {each.value: each.label.text for each in self._offered(asking.world)}
        match answer:
            case Chosen(value):
                return Taken(value, done=True) if value in names else asking.again(NO_LONGER)
            case Typed(text):
                words = asking.world.words(self.name)
                meant = value_meant(text, {v: (*words.get(v, ()), n) for v, n in names.items()})
                return Taken(meant, done=True) if meant else asking.again(NOT_UNDERSTOOD)
        return asking.again(PRESS_PLEASE)

    def settled(self, value: Any, world: World) -> bool:
        """Whether the option is still offered."""
        if value is None:
            return self.optional
        return any(each.value == value for each in self._offered(world))

    def said(self, asking: Asking) -> Label:
        """Return the text of the option."""
        offered = self._offered(asking.world, asking.key)
        return next((e.label for e in offered if e.value == asking.value), super().said(asking))

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the texts of the options too, as far as they stand in the catalogue."""
        if callable(self.options) and not isinstance(self.options, EnumType):
            return super().text_keys(key)
        return super().text_keys(key) | {f"{key}.options.{each}" for each in self.options}


@frozen
class Place(Choice):
    """The resident's homes, then the common parts: `home:12`, `common:lobby`."""

    options: Iterable[str] | Callable[[Any], Iterable[Option]] = lambda world: world.places


@frozen
class Telling(Step):
    """A sentence: typed, a caption, a voice note or `default_option`; files may come along.

    The default option is offered where `default_if` says so.

    The answer is `{"text", "media", "by"}`; `by` is "text", "voice", the default option, "skip",
    or "" while files are here and the sentence is not.
    """

    min_length: int
    max_length: int
    media_at_most: int = 10
    default_option: str | None = None
    default_if: Callable[[Answers], bool] = lambda _answers: True
    takes_media = True

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return what stands for a sentence, and what to do with what is known."""
        told = _told(asking.value)
        offered = (
            (self._default(asking), f"{asking.key}.options.{self.default_option}"),
            ("keep" if told["by"] else None, "conversations.keep"),
            ("drop_media" if told["media"] else None, "conversations.drop_media"),
        )
        return tuple(Option(value, Label(key)) for value, key in offered if value)

    def question(self, asking: Asking) -> Label:
        """Ask, and show what is known."""
        return Label(f"{asking.key}.ask", self._facts(_told(asking.value)))

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the telling; a text that is too short or too long changes nothing."""
        told = _told(asking.value)
        match answer:
            case Sent():
                return self._attached(asking, answer)
            case Typed(text):
                return self._worded(asking, text.strip())
            case Chosen("keep") if told["by"]:
                return Taken(told, done=True)
            case Chosen("drop_media"):
                return Taken({**told, "media": [], "by": told["by"].replace("voice", "")})
            case Chosen(value) if value and value == self._default(asking):
                return Taken({**told, "text": "", "by": value}, done=True)
        return asking.again(PRESS_PLEASE)

    def _default(self, asking: Asking) -> str | None:
        return self.default_option if self.default_if(asking.answers) else None

    def _worded(self, asking: Asking, text: str) -> Taken:
        told = _told(asking.value)
        if self.min_length <= len(text) <= self.max_length:
            return Taken({**told, "text": text, "by": "text"}, done=True)
        wrong = "too_short" if len(text) < self.min_length else "too_long"
        return asking.again(Label(f"{asking.key}.{wrong}", self._facts(told)))

    def _attached(self, asking: Asking, sent: Sent) -> Taken:
        told = _told(asking.value)
        files = list(dict.fromkeys((*told["media"], *sent.media)))
        media = files[: self.media_at_most]
        text, caption = told["text"], sent.caption.strip()
        if caption not in text:
            text = f"{text}\n{caption}".strip()
        if len(text) > self.max_length:
            notice, text, caption = f"{asking.key}.too_long", told["text"], ""
        else:
            crowded = len(files) > len(media)
            notice = "conversations." + ("too_many_media" if crowded else "media_kept")
        voice = sent.voice and set(sent.media) <= set(media)
        worded = "text" if text and len(text) >= self.min_length else told["by"]
        kept = {"text": text, "media": media, "by": worded or ("voice" if voice else "")}
        done = bool(kept["by"] and (caption or voice))
        return Taken(kept, done=done, notice=Label(notice, self._facts(kept)))

    def _facts(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        limits = ("min_length", "max_length", "media_at_most")
        known = {"text": told["text"], "count": len(told["media"]), "by": told["by"]}
        return known | {each: getattr(self, each) for each in limits}

    def skipped(self, value: Any) -> Any:
        """Keep the files."""
        told = _told(value)
        return {**told, "by": "skip"} if told["media"] else None

    def settled(self, value: Any, world: World) -> bool:
        """Whether something tells, or nothing needs to."""
        return bool(_told(value)["by"]) or (value is None and self.optional)

    def said(self, asking: Asking) -> Label:
        """Return the sentence and the number of files."""
        return Label(f"{asking.key}.answer", self._facts(_told(asking.value)))

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what can be wrong with a telling too."""
        own = {"answer", "too_short", "too_long"}
        own |= {f"options.{self.default_option}"} if self.default_option else set()
        return super().text_keys(key) | {f"{key}.{each}" for each in own}


def _told(value: Any) -> dict[str, Any]:
    known = value if isinstance(value, dict) and isinstance(value.get("media"), list) else {}
    return {"text": "", "media": [], "by": "", **known}


@frozen
class Slot(Step):
    """A day, then a free slot of it: `{"day", "begins", "ends"}`; None when nothing is free."""

    days: int = 7
    may_be_none = True

    def _free(self, world: World) -> dict[str, dict[str, SlotOffer]]:
        end = world.today + timedelta(days=self.days)
        days = [each for each in world.days() if world.today <= each.day < end]
        spans = {str(each.day): {s.span: s for s in each.slots if s.free} for each in days}
        return {day: slots for day, slots in spans.items() if slots}

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the days with a free slot, or the free slots of the day."""
        free = self._free(asking.world)
        if not free:
            return (Option("none", Label(f"{asking.key}.none_free")),)
        if asking.page in free:
            return tuple(
                Option(span, Label("conversations.slot", {"begins": s.begins, "ends": s.ends}))
                for span, s in free[asking.page].items()
            )
        return tuple(Option(day, _day(date.fromisoformat(day), asking.world)) for day in free)

    def question(self, asking: Asking) -> Label:
        """Ask for the day, or for the slot of that day."""
        if asking.page not in self._free(asking.world):
            return super().question(asking)
        return Label(f"{asking.key}.ask_slot", {"day": date.fromisoformat(asking.page)})

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the slot, or the page of the day; typed words may give both at once."""
        free = self._free(asking.world)
        match answer:
            case Chosen("none") if not free:
                return Taken(None, done=True)
            case Chosen(value) if value in free.get(asking.page, ()):
                return _visit(asking.page, free[asking.page][value])
            case Chosen(value) if value in free:
                return Taken(asking.value, page=value)
            case Chosen():
                return asking.again(NO_LONGER)
            case Typed(text):
                return self._read(text, asking)
        return asking.again(PRESS_PLEASE)

    def _read(self, text: str, asking: Asking) -> Taken:
        free, words = self._free(asking.world), asking.world.words("_days")
        days = [date.fromisoformat(each) for each in free]
        day, rest = day_meant(text, days, asking.world.today, words)
        page = str(day) if day else asking.page
        times = times_meant(rest, words)
        if page not in free or not (day or times):
            return asking.again(NOT_UNDERSTOOD)
        for slot in free[page].values():
            if any(slot.begins <= each < slot.ends for each in times):
                return _visit(page, slot)
        return Taken(asking.value, page=page, notice=NO_LONGER if times else None)

    def settled(self, value: Any, world: World) -> bool:
        """Whether the slot is still free; None is an answer when nothing is."""
        free = self._free(world)
        if not isinstance(value, dict):
            return self.optional or not free
        return f"{value.get('begins')}-{value.get('ends')}" in free.get(value.get("day", ""), ())

    def said(self, asking: Asking) -> Label:
        """Return the day and the slot."""
        begins, ends = (time.fromisoformat(asking.value[each]) for each in ("begins", "ends"))
        day = date.fromisoformat(asking.value["day"])
        return Label("conversations.visit", {"day": day, "begins": begins, "ends": ends})

    def page(self, asking: Asking) -> str:
        """Return the day whose slots are shown, while it has any free."""
        known = asking.value if isinstance(asking.value, dict) else {}
        page = known.get("day", "") if asking.page == LAST else asking.page
        return page if page in self._free(asking.world) else ""

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the texts of both screens."""
        return super().text_keys(key) | {f"{key}.ask_slot", f"{key}.none_free"}


def _day(day: date, world: World) -> Label:
    near = {0: "today", 1: "tomorrow"}.get((day - world.today).days, "day")
    return Label(f"conversations.{near}", {"day": day})


def _visit(day: str, slot: SlotOffer) -> Taken:
    visit = {"day": day, "begins": f"{slot.begins:%H:%M}", "ends": f"{slot.ends:%H:%M}"}
    return Taken(visit, done=True)
