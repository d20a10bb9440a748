"""Mistakes in titles, numbers of lessons, links, and the places of terms."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

CROSS_ENTROPY, LIKELIHOOD = (
    f"docs/ko/lessons/{name}.md" for name in ("cross-entropy", "negative-log-likelihood")
)


def mistake(name: str, file: str, old: str, new: str) -> Mutation:
    return Mutation(f"reference: {name}", file, "references", ((old, new),))


IN_REFERENCES = [
    mistake("the menu calls a lesson otherwise", "mkdocs.yml", "2-5 교차 엔트로피", "2-5 크로스 엔트로피"),
    mistake("the menu gives two lessons one title", "mkdocs.yml", "1-2 문장 분류", "1-2 단어 분류"),
    mistake("the menu numbers a lesson otherwise", "mkdocs.yml", "2-6 쿨백", "2-7 쿨백"),
    mistake("the English menu calls a lesson otherwise", "docs/en/mkdocs.yml", "2-3 One-hot", "2-3 One-shot"),
    mistake("a page has another title", CROSS_ENTROPY, "title: 교차 엔트로피", "title: 상호 엔트로피"),
    mistake(
        "the number of a lesson leads to another",
        LIKELIHOOD,
        "[1-2](sentence-classification.md#training)",
        "[1-2](word-classification.md#training)",
    ),
    mistake(
        "the number of a lesson is another",
        LIKELIHOOD,
        "[1-1](word-classification.md#training)",
        "[1-3](word-classification.md#training)",
    ),
    mistake(
        "two exercises have one number",
        "docs/ko/lessons/tokenizer-and-vocabulary.md",
        "### 3. 처음 보는 낱말",
        "### 4. 처음 보는 낱말",
    ),
    Mutation(
        "two probabilities of a table are swapped",
        CROSS_ENTROPY,
        "claims",
        (
            (
                "| {{ p_given[1, 0]:g }} | {{ p_given[1, 1]:g }} |",
                "| {{ p_given[1, 1]:g }} | {{ p_given[1, 0]:g }} |",
            ),
        ),
    ),
    Mutation(
        "a check has another's mistake in the table of corrections",
        "docs/ko/corrections.md",
        "claims",
        (("| 도함수에서 빠진 $d$ | 식 검사 |", "| 도함수에서 빠진 $d$ | 수 검사 |"),),
    ),
    Mutation(
        "markup: an exponent without braces",
        CROSS_ENTROPY,
        "read",
        (("$e^{-800}$", "$e^-800$"),),
    ),
    Mutation(
        "markup: a list in its paragraph",
        "docs/ko/lessons/word-classification.md",
        "read",
        (("규칙은 이렇습니다.\n\n- 명사", "규칙은 이렇습니다.\n- 명사"),),
    ),
    Mutation(
        "markup: a space before the address of a link",
        "docs/ko/lessons/tokenizer-and-vocabulary.md",
        "read",
        (("[바이트](#bytes)", "[바이트] (#bytes)"),),
    ),
    mistake(
        "a link leads to another section",
        CROSS_ENTROPY,
        "[글자당 비트](#bits-per-character)",
        "[글자당 비트](#logits)",
    ),
    mistake(
        "a link leads to another lesson",
        CROSS_ENTROPY,
        "[쿨백-라이블러 발산](kl-divergence.md)에",
        "[쿨백-라이블러 발산](matrix-operations.md)에",
    ),
    mistake(
        "the next lesson is another",
        LIKELIHOOD,
        "[다음 과](cross-entropy.md",
        "[다음 과](kl-divergence.md",
    ),
    mistake(
        "a link names another thing",
        LIKELIHOOD,
        "[교차 엔트로피](cross-entropy.md)",
        "[혼란도](cross-entropy.md)",
    ),
    mistake(
        "a lesson no longer requires an earlier one",
        "docs/ko/lessons/one-hot-encoding.md",
        "requires: [matrix-operations, tokenizer-and-vocabulary]",
        "requires: [matrix-operations]",
    ),
    mistake(
        "a term is explained elsewhere",
        "docs/glossary.yml",
        "lesson: cross-entropy#perplexity",
        "lesson: cross-entropy#surprise",
    ),
    mistake(
        "a term is explained in another lesson",
        "docs/glossary.yml",
        "lesson: kl-divergence#jensen-shannon",
        "lesson: cross-entropy#entropy",
    ),
    mistake("a term is no longer bold", LIKELIHOOD, "**학습률**", "학습률"),
]


def name(file: str, old: str, new: str) -> Mutation:
    return Mutation(f"code span: {old} becomes {new}", file, "code", ((old, new),))


IN_CODE_SPANS = [
    name(LIKELIHOOD, "`requires_grad=True`", "`require_grad=True`"),
    name(LIKELIHOOD, "`torch.optim.SGD`가", "`torch.optim.SDG`가"),
    name(LIKELIHOOD, "`zero_grad()`로", "`zero_grads()`로"),
    name(CROSS_ENTROPY, "`torch.logsumexp`도", "`torch.logexpsum`도"),
    name(CROSS_ENTROPY, "패딩은 `ignore_index`로", "패딩은 `ignored_index`로"),
    name("docs/ko/lessons/kl-divergence.md", "`happens`로 확률이", "`happen`으로 확률이"),
]
