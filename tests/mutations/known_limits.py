"""Mistakes that get away, and why."""

from __future__ import annotations

KNOWN_LIMITS: dict[str, str] = {
    "an input changed to one that stands nearby": (
        "Inputs of code near a sentence may be typed in it; which one is meant only a reader knows. "
        "Bind the number where it matters; a claim on the values in the sentences then holds it."
    ),
    "one or two in words": (
        "한 and one are often articles, and 두 분포 counts what the sentence itself introduces, so these two "
        "are not read; nor are Korean numbers without a counter (셋). Bind the number where it matters."
    ),
    "the opposite of what is true": (
        "No check reads what a sentence means; 0 and 1 may be typed. Let the code choose the word where it "
        "matters, as in two {{ …: rows | columns }}."
    ),
    "alternative: 낱말은 왼쪽 아래에 홀로": (
        "A figure names its points in English. This name is not a term of the glossary, which has both "
        "names, and another point is in this corner."
    ),
    "below a figure: 오른쪽으로 갈수록 두 분포는 서로": (
        "What rises to this side stands in the next sentence; only one sentence is read at a time."
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
