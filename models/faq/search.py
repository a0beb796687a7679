"""Which answers a short question means: words, synonyms and pairs of characters. Pure.

A word that few questions share tells more than one that many do. What differs only in script,
width or a letter of a Latin word is the same; languages meet in their synonyms.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log

from rapidfuzz import fuzz, process

from models.folding import folded, plain
from models.values import frozen

SILENT = "silent"  # the list of words that ask, and tell nothing
CLEAR, LEAD, NEAR = 0.5, 0.08, 0.25  # what answers at once, ahead of the next; worth showing
OFFERED = 3
IN_ANSWER = 0.4  # what a word is worth that only the answer has
OWN = 0.25  # how much less near an answer may be that is in the reader's language
SHARED, LITERAL = 0.8, 0.1  # worth of sharing all that was asked; of the very words; 1: its name
LIKE, LONG = 80, 4  # how alike, in per cent, a mistyped word is; and how long it has to be

_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_APART = re.compile(r"[\s.,;:!?]+")

Synonyms = Mapping[str, Sequence[str]]  # a meaning → what it is called, in every language


@frozen
class Entry:
    """A question that has an answer."""

    id: int
    topic: str
    question: str
    answer: str
    keywords: tuple[str, ...]
    language: str


@frozen
class Hit:
    """An entry, and how much of what was asked it is about: 0 to 1."""

    entry: Entry
    score: float


@frozen
class Found:
    """The one answer that is clearly meant, else the nearest; neither, when nothing is near."""

    best: Entry | None
    near: tuple[Entry, ...] = ()


def search(question: str, entries: Sequence[Entry], synonyms: Synonyms) -> list[Hit]:
    """Return the entries that share a word with the question, the likeliest first."""
    words, exact = _Words(synonyms, entries), plain(question)
    heads = [words.known(" ".join((e.topic, e.question, *e.keywords))) for e in entries]
    bodies = [words.known(e.answer) for e in entries]
    had = Counter(term for head in heads for term in head)
    asked = _Asked(words.asked(question), lambda term: log((len(heads) + 2) / (had[term] + 1)))
    hits = [
        Hit(entry, _score(exact, entry, asked.share_of(head, body)))
        for entry, head, body in zip(entries, heads, bodies, strict=True)
        if asked.terms & (head | body)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.entry.id))


def _score(said: str, entry: Entry, share: float) -> float:
    """Return how near the entry is; one that is called so is what was meant."""
    question = plain(entry.question)
    if said in (question, *map(plain, entry.keywords)):
        return 1.0
    return SHARED * share + LITERAL * fuzz.partial_ratio(said, question) / 100


def best_of(hits: Sequence[Hit], language: str) -> Found:
    """Return the answer that is clear, in the reader's language where it says the same. ETQ-14.

    Clear is what is about most of the question, and ahead of the next in its language.
    """
    own = [hit for hit in hits if hit.entry.language == language]
    others = [hit for hit in hits if hit.entry.language != language]
    ahead = own if own and (not others or own[0].score >= others[0].score - OWN) else others
    best = _clear(ahead)
    if best is not None:
        return Found(best)
    near = [hit for hit in hits if hit.score >= NEAR]
    near.sort(key=lambda hit: -hit.score - OWN * (hit.entry.language == language))
    return Found(None, tuple(hit.entry for hit in near[:OFFERED]))


def _clear(hits: Sequence[Hit]) -> Entry | None:
    if not hits or hits[0].score < CLEAR:
        return None
    rivals = [hit for hit in hits if hit.entry.language == hits[0].entry.language]
    alone = len(rivals) == 1 or rivals[0].score - rivals[1].score >= LEAD
    return hits[0].entry if alone else None


@frozen
class _Asked:
    """The terms of a question, and how much each tells."""

    terms: frozenset[str]
    weight: Callable[[str], float]

    def share_of(self, head: frozenset[str], body: frozenset[str]) -> float:
        """Return how much of what was asked an entry with these terms is about."""
        if not self.terms:
            return 0.0
        shared = sum(map(self.weight, self.terms & head))
        told = IN_ANSWER * sum(map(self.weight, (self.terms & body) - head))
        return (shared + told) / sum(map(self.weight, self.terms))


class _Words:
    """What the synonyms and the entries call things; a Latin name stands between its spaces."""

    def __init__(self, synonyms: Synonyms, entries: Sequence[Entry]) -> None:
        named = [(_name(word), meaning) for meaning, words in synonyms.items() for word in words]
        self.silent = [name for name, meaning in named if meaning == SILENT]
        self.begins: dict[str, list[tuple[str, str]]] = {}
        for name, meaning in named:
            if meaning != SILENT:
                self.begins.setdefault(_begin(name), []).append((name, meaning))
        texts = [t for e in entries for t in (e.topic, e.question, e.answer, *e.keywords)]
        every = folded(" ".join((*texts, *(name for name, _ in named))))
        self.latin = frozenset(_LATIN.findall(every))

    def asked(self, question: str) -> frozenset[str]:
        """Return the terms of what was asked: its meanings, and what is left beside them."""
        said = _spaced(_LATIN.sub(lambda found: self._spelt(found[0]), folded(question)))
        meant = dict(self._meant(said))
        rest = said
        for names in (meant, self.silent):
            for name in sorted(names, key=len, reverse=True):
                rest = rest.replace(name, "  ")
        return frozenset((*meant.values(), *_pieces(rest)))

    def known(self, text: str) -> frozenset[str]:
        """Return the terms of what is written down: its meanings, and all its pieces."""
        said = _spaced(folded(text))
        return frozenset((*(meaning for _, meaning in self._meant(said)), *_pieces(said)))

    def _meant(self, said: str) -> Iterator[tuple[str, str]]:
        """Yield the names that were said, each with its meaning, marked as no word."""
        for at in range(len(said)):
            for begin in (said[at], said[at : at + 2]):
                for name, meaning in self.begins.get(begin, ()):
                    if said.startswith(name, at):
                        yield name, f"={meaning}"

    def _spelt(self, word: str) -> str:
        """Return the known word that a mistyped one is most like."""
        if word in self.latin or len(word) < LONG or word.isdecimal():
            return word
        found = process.extractOne(word, self.latin, scorer=fuzz.ratio, score_cutoff=LIKE)
        return str(found[0]) if found else word


def _name(word: str) -> str:
    return _spaced(folded(word)) if word.isascii() else folded(word)


def _begin(name: str) -> str:
    return name[:2] if name.isascii() else name[0]


def _spaced(said: str) -> str:
    """Return the text with its Latin words apart, each between spaces."""
    return _APART.sub(" ", f" {_LATIN.sub(_between, said)} ")


def _between(found: re.Match[str]) -> str:
    return f" {found[0]} "


def _pieces(said: str) -> Iterator[str]:
    """Yield the pairs of Chinese characters and the Latin words."""
    for run in _CHINESE.findall(said):
        yield from (run[at : at + 2] for at in range(len(run) - 1))
    yield from (word for word in _LATIN.findall(said) if not word.isdecimal())
