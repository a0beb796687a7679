"""Plausible and nasty values for what the screens of the FAQ mention."""

from typing import Any


def faq_facts(nasty: str) -> dict[str, dict[str, tuple[Any, ...]]]:
    """Return, for each text of a screen, the values of its facts."""
    ring = [
        {"phone": "119", "service": "fire", "name": ""},
        {"phone": "1", "service": "", "name": nasty},
    ]
    quiz = {
        "right": (None, nasty), "of": (1, 5), "score": (0, 5), "number": (1,), "question": (nasty,),
    }  # fmt: skip
    return {
        "faq.answer": {
            "foreign": ("", "en", "zh-Hans"), "confirmed_on": (None, "2026-11-22"),
            "topic": (nasty,), "question": (nasty,), "answer": (nasty, "水" * 3000),
        },
        "faq.nearest": {"asked": (nasty,)},
        "faq.not_found": {"asked": (nasty, "水" * 200)},
        "faq.group": {
            "group": ("estate", "phones"), "numbers": ([], ring), "questions": (0, 9),
            "estate": (None, {"name": nasty, "address": ""}, {"name": "云河苑", "address": nasty}),
        },
        "faq.ask.question.ask": {"numbers": ([], ring)},
        "faq.quiz.question": quiz | {"options": ([{"letter": "A", "answer": "水" * 300}] * 3,)},
        "faq.quiz.done": quiz,
    }  # fmt: skip
