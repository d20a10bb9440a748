"""Mistakes that get away, and why."""

from __future__ import annotations

KNOWN_LIMITS: dict[str, str] = {
    "the opposite of what is true": (
        "No check reads what a sentence means. One that no claim quotes, and that does not end in a "
        "comparison or a direction, may also have an input that stands nearby, or 두 번째 for 첫 번째. Quote "
        "it in a claim, or let the code choose the word, as in two {{ …: rows | columns }}."
    ),
    "matrices: a printed comparison compares less": (
        "A comparison in a snippet that prints True as before may compare less. The claims hold the "
        "statement itself, not that the snippet shows it well."
    ),
    "explorable: the shadow is drawn along the other vector": (
        "Tables and sentences of an explorable are compared, and its functions; what it draws is not."
    ),
    "captions without numbers are swapped": (
        "A caption is held against its figure by its numbers and by the names of the vertical axis; "
        "one that has neither could stand below any figure."
    ),
}
