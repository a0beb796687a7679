"""How often free words are understood: `python -m tests.bench.understanding [frozen_c …]`."""

import sys
from collections import Counter
from collections.abc import Sequence

from handlers.understanding.lists import lists_of
from locales.catalogue import Catalogue
from models.understanding.rules import Intent
from tests.support.corpus import FROZEN, PARTS, READ, Read, labelled, rate, rates, read


def confusion(read_so: Sequence[Read]) -> str:
    """Return the table: a row for what was meant, a column for what was understood."""
    met = Counter((each.message.intent, each.guessed) for each in read_so)
    lines = [
        "| meant \\ understood | " + " | ".join(Intent) + " |",
        "|---|" + "---:|" * len(Intent),
    ]
    for meant in Intent:
        counts = (str(met[meant, guessed] or "·") for guessed in Intent)
        lines.append(f"| {meant} | {' | '.join(counts)} |")
    return "\n".join(lines)


def described(name: str, read_so: Sequence[Read]) -> str:
    """Return table, rates and misses of one part of the messages."""
    by_language = rates(read_so, lambda each: each.language)
    by_intent = rates(read_so, lambda each: each.intent)
    said = [f"## Free words, {name}: {rate(read_so):.1%} of {len(read_so)}", confusion(read_so)]
    said += [", ".join(f"{k} {v}" for k, v in each.items()) for each in (by_language, by_intent)]
    said.append(alarms(read_so))
    missed = [each for each in read_so if not each.is_right]
    said.append(
        "\n".join(f"- {e.message.intent}, not {e.guessed}: {e.message.text}" for e in missed)
    )
    return "\n\n".join(said)


def alarms(read_so: Sequence[Read]) -> str:
    """Return how many emergencies were missed, and how often one was heard that is none."""
    real = [each for each in read_so if each.message.intent is Intent.EMERGENCY]
    missed = sum(not each.is_right for each in real)
    false = sum(e.guessed is Intent.EMERGENCY and not e.is_right for e in read_so)
    return f"{missed} of {len(real)} emergencies missed, {false} false alarms"


def understanding(*parts: Sequence[str]) -> str:
    """Return what is understood of each group of parts."""
    words = lists_of(Catalogue.load())
    return "\n\n".join(
        described(" and ".join(part), read(labelled(*part), words)) for part in parts
    )


if __name__ == "__main__":
    wanted = [(name,) for name in sys.argv[1:]] or [(*PARTS, *READ), FROZEN]
    sys.stdout.write(understanding(*wanted) + "\n")
