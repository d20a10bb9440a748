"""Mistakes in a translation."""

from __future__ import annotations

from tests.mutations.mutation import Mutation, swap

TRANSLATION = "docs/en/lessons/negative-log-likelihood.md"


def mistake(
    name: str,
    old: str,
    new: str,
    nth: int = 1,
    of: int = 1,
    page: str = "negative-log-likelihood",
    caught_by: str = "languages",
) -> Mutation:
    return Mutation(name, f"docs/en/lessons/{page}.md", caught_by, ((old, new),), nth, of)


def formula(name: str, old: str, new: str, page: str = "negative-log-likelihood") -> Mutation:
    """Return a mistake in a formula: only the original's formulas may stand in a translation."""
    return mistake(name, old, new, page=page, caught_by="read")


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
    mistake(
        "translation: bar charts are line charts",
        "Two bar charts. In the upper one, the logits",
        "Two line charts. In the upper one, the logits",
        page="cross-entropy",
    ),
    mistake("translation: a value is typed", "{{ likelihoods.max():.3g }}", "2.59e-12"),
    swap(
        "translation: two values of a passage are swapped",
        "languages",
        TRANSLATION,
        "candidate_likelihoods[160]",
        "candidate_likelihoods[176]",
    ),
    Mutation(
        "translation: a minus is lost in a sentence",
        "docs/en/lessons/word-classification.md",
        "languages",
        (
            (
                "Empty positions in the labels are filled with −1.",
                "Empty positions in the labels are filled with 1.",
            ),
        ),
    ),
    Mutation(
        "translation: two values of a sentence are swapped",
        "docs/en/lessons/cross-entropy.md",
        "languages",
        (
            (
                "{{ drawn_surprise:.3f }}, and the expected value is {{ mean_surprise:.3f }}",
                "{{ mean_surprise:.3f }}, and the expected value is {{ drawn_surprise:.3f }}",
            ),
        ),
    ),
    formula("translation: a sign in a formula", r"e^{-\frac{(x-\mu)^2}", r"e^{\frac{(x-\mu)^2}"),
    formula("translation: a formula has another name", "% gaussian-log-pdf\n", "% gaussian-logpdf\n"),
    formula("translation: a formula that has no name is altered", "(1-p)^{10-7}", "(1-p)^{10-6}"),
    formula("translation: another value in a formula that has no name", "= {{ n - k }}p", "= {{ k }}p"),
    Mutation(
        "translation: a heading's id is translated",
        TRANSLATION,
        "read",
        (("{#underflow}", "{#vanishing-products}"),),
    ),
    mistake("translation: a heading has no id", " {#phones}", ""),
    formula(
        "translation: an inline formula has another sign",
        "1}{1-p}$. The derivative",
        "1}{1+p}$. The derivative",
    ),
    formula(
        "translation: an inline formula is about another symbol", "shares, $p=0.7$ has", "shares, $q=0.7$ has"
    ),
    mistake(
        "translation: an inline formula is put into words", "from $z=0$, that is, ", "from zero, that is, "
    ),
    formula(
        "translation: a base of a power is another",
        "instead of $e$. In",
        "instead of $b$. In",
        page="cross-entropy",
    ),
    mistake("translation: another function in code", "call `backward()`", "call `detach()`"),
    mistake(
        "translation: code is written as a word",
        "- `CrossEntropyLoss` takes",
        "- The loss takes",
        page="cross-entropy",
    ),
    mistake("translation: a heading has another level", "## Gradient descent {#", "### Gradient descent {#"),
    mistake(
        "translation: a paragraph is left out",
        "The learning rate stays the same, and yet the steps become shorter and shorter. "
        "This is because the gradient approaches 0 as we approach the bottom.\n\n",
        "",
    ),
    mistake(
        "translation: a sentence is a paragraph of its own",
        " The more confidently we are wrong, the larger",
        "\n\nThe more confidently we are wrong, the larger",
    ),
    mistake(
        "translation: an item of a list is left out",
        "- Use `ignore_index` to leave padding out of the mean. "
        "With label smoothing, the floor of the loss is higher than 0.\n",
        "",
        page="cross-entropy",
    ),
    mistake(
        "translation: a caption is left out",
        "\nThe first seven steps. The closer to the bottom, the shorter the step.\n",
        "",
    ),
    mistake(
        "translation: a paragraph is still Korean",
        "The learning rate stays the same, and yet the steps become shorter and shorter. "
        "This is because the gradient approaches 0 as we approach the bottom.",
        "학습률은 그대로인데 걸음이 점점 짧아집니다. 바닥에 다가갈수록 기울기가 0에 가까워지기 때문입니다.",
    ),
    mistake(
        "translation: the largest is the smallest",
        "The largest contribution is that of “student”",
        "The smallest contribution is that of “student”",
        page="kl-divergence",
    ),
    mistake(
        "translation: left is right",
        "The curve is near 0 on the left, rises steadily, and on the right",
        "The curve is near 0 on the right, rises steadily, and on the left",
        page="cross-entropy",
    ),
    mistake(
        "translation: their end is their beginning",
        "`[PAD]` fills up short sentences at their end,",
        "`[PAD]` fills up short sentences at their beginning,",
        page="tokenizer-and-vocabulary",
    ),
    mistake(
        "translation: each row is each column",
        "== A.shape[:1]: row | column }}",
        "== A.shape[:1]: column | row }}",
        page="matrix-operations",
    ),
    mistake(
        "translation: twice is half",
        "The numbers in row 0 are twice those of W; rows 1",
        "The numbers in row 0 are half those of W; rows 1",
        page="one-hot-encoding",
    ),
    Mutation(
        "translation: a definition of the glossary has its units exchanged",
        "docs/glossary.yml",
        "terms",
        (("One bit is log 2 nats.", "One nat is log 2 bits."),),
    ),
]
