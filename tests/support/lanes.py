"""What the lanes of generated sequences tell each other: what was done, and what was reached."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.reached import EDGES, STATES

RAREST = 10
NAMED = 60  # at most, of those that nothing reached
WANTED = 10_000  # sequences, of the whole
PAGE = """
## Generated sequences

By `PROVE=full pytest -m prove tests/proofs/test_sequences.py`; a part of it by `PROVE=drawn` and
`WORLDS`, of 25 sequences each. A world begins with parts of stories, one after the other to their
end; what the worlds before did not reach draws its people.

Residents, staff, strangers and the clock do anything in any order: buttons of every age, commands,
words, photographs, replies, corrections, blocked chats, refusals of Telegram,
hours and days that pass. Whoever may do what was seldom done, by the tables of the product, is
drawn more often. After each sequence: case numbers without a gap, every story a
way through its table, nothing open without somebody or a moment that looks after it, every update
with its turn, nothing in the air; after each world also: the accounts balance, nobody's name, phone
or words in a log or a group, no line logged as an error.

| | |
|---|---|
| sequences, of {acts} acts each | {sequences:,} of {wanted:,} |
| acts | {all_acts:,} |
| updates with their turn | {turns:,} |
| cases | {cases:,} |
| states reached, of all | {states} of {all_states} |
| arrows gone along, of all | {edges} of {all_edges} |
| errors, and what does not hold of the books | 0 |

A state is a value of a column that says where something is, or a status of a kind of case; an arrow
is one of the product's {all_edges}. One that nothing reached fails the proof when all are run. The
rarest that were reached: {rarest}.

Not reached: {starved}.

{seconds:.0f} s in {lanes} lanes, {each:.2f} s a sequence; SEED={seed}.
"""


@dataclass
class Lane:
    """What one lane did, and what it reached; or all of them together."""

    done: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    edges: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def tells(self, folder: Path, name: str) -> "list[Lane]":
        """Write it down beside the others; return what all have told by now."""
        written = folder / f"{name}.part"
        written.write_text(json.dumps(vars(self)), encoding="utf-8")
        written.rename(folder / f"{name}.json")  # whole, or not there
        return [_read(each) for each in sorted(folder.glob("*.json"))]

    def starved(self) -> list[str]:
        """Return the states and arrows that nothing has reached."""
        return sorted((STATES | {*EDGES.values()}) - self.states.keys() - self.edges.keys())

    def names_starved(self) -> str:
        """Return what nothing has reached, by name where these are few enough to be read."""
        starved = self.starved()
        if len(starved) > NAMED:
            return f"{len(starved)} states and arrows, of which more sequences reach more"
        return ", ".join(f"`{each}`" for each in starved) or "none"

    def page(self, acts: int, lanes: int, seed: int) -> str:
        """Return the section of the page of proofs."""
        counted = [*self.states.items(), *self.edges.items()]
        rarest = sorted(counted, key=lambda each: (each[1], each[0]))[:RAREST]
        return PAGE.format(
            acts=acts, sequences=self.done["sequences"], all_acts=self.done["acts"],
            wanted=WANTED, starved=self.names_starved(),
            turns=self.done["turns"], cases=self.done["cases"], all_states=len(STATES),
            states=len(STATES & self.states.keys()), all_edges=len(EDGES), edges=len(self.edges),
            seconds=self.seconds, lanes=lanes, seed=seed,
            each=self.seconds / self.done["sequences"],
            rarest=", ".join(f"`{name}` {count}" for name, count in rarest),
        )  # fmt: skip


def together(lanes: list[Lane]) -> Lane:
    """Return what all lanes did and reached."""
    whole = Lane()
    for each in lanes:
        whole.done += each.done
        whole.states += each.states
        whole.edges += each.edges
        whole.seconds += each.seconds
    return whole


def _read(path: Path) -> Lane:
    told = json.loads(path.read_text(encoding="utf-8"))
    counted = {name: Counter(told[name]) for name in ("done", "states", "edges")}
    return Lane(**counted, seconds=told["seconds"])
