"""Mistakes in a translation."""

from __future__ import annotations

from tests.mutations.mutation import Mutation, swap

TRANSLATION = "docs/en/lessons/negative-log-likelihood.md"


def mistake(name: str, old: str, new: str, nth: int = 1, of: int = 1) -> Mutation:
    return Mutation(name, TRANSLATION, "languages", ((old, new),), nth, of)


IN_THE_TRANSLATION = [
    mistake("translation: a cell is left out", "/// cell | normal-log-prob\n///\n", ""),
    Mutation(
        "translation: two cells are reordered",
        TRANSLATION,
        "languages",
        (
            ("/// cell | heights\n///", "\0"),
            ("/// cell | density-of-each-height", "/// cell | heights"),
            ("\0", "/// cell | density-of-each-height\n///"),
        ),
    ),
    Mutation(
        "translation: a value has another format",
        TRANSLATION,
        "read",
        (("{{ log_likelihoods.max():.3f }}", "{{ log_likelihoods.max():.4f }}"),),
    ),
    Mutation(
        "translation: a value of another variable",
        TRANSLATION,
        "read",
        (("{{ least_phone_nll:.4f }}", "{{ phone_nlls.max():.4f }}"),),
    ),
    mistake("translation: a value is typed", "{{ likelihoods.max():.3g }}", "2.59e-12"),
    swap(
        "translation: two values of a passage are swapped",
        "",
        TRANSLATION,
        "candidate_likelihoods[160]",
        "candidate_likelihoods[176]",
    ),
    mistake("translation: a sign in a formula", r"e^{-\frac{(x-\mu)^2}", r"e^{\frac{(x-\mu)^2}"),
    mistake("translation: a formula has another name", "% gaussian-log-pdf\n", "% gaussian-logpdf\n"),
    mistake("translation: a formula that has no name is altered", "(1-p)^{10-7}", "(1-p)^{10-6}"),
    mistake("translation: another value in a formula that has no name", "= {{ n - k }}p", "= {{ k }}p"),
    Mutation(
        "translation: a heading's id is translated",
        TRANSLATION,
        "read",
        (("{#underflow}", "{#vanishing-products}"),),
    ),
    mistake("translation: a heading has no id", " {#phones}", ""),
]
