"""Mistakes in the figures that readers move: where they start, their labels, sentences and table."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

LESSONS, SCRIPTS = "docs/ko/lessons/", "docs/theme/assets/explorables/"
WORDS, ENGLISH = "docs/ko/words.yml", "docs/en/words.yml"


def mistake(name: str, file: str, old: str, new: str, caught_by: str = "claims") -> Mutation:
    return Mutation(f"explorable: {name}", file, caught_by, ((old, new),))


def mislabeled(name: str, file: str, one: str, other: str, words: tuple[str, str]) -> Mutation:
    """Return the mistake of exchanging the words of two keys."""
    edits = (
        (f"{one}: {words[0]}\n", f"{one}: {words[1]}\n"),
        (f"{other}: {words[1]}\n", f"{other}: {words[0]}\n"),
    )
    return Mutation(f"explorable: {name}", file, "claims", edits)


IN_EXPLORABLES = [
    mistake("the normal starts elsewhere", f"{LESSONS}kl-divergence.md", 'mu="110" sigma', 'mu="180" sigma'),
    mistake("the share starts elsewhere", f"{LESSONS}negative-log-likelihood.md", ' p="0.5"', ' p="0.9"'),
    mistake("another sentence is first", f"{LESSONS}word-classification.md", 'sentence="3"', 'sentence="1"'),
    mistake(
        "p and q are swapped",
        f"{LESSONS}kl-divergence.md",
        ' p="{{ " ".join(map(str, p)) }}" q=',
        ' q="{{ " ".join(map(str, p)) }}" p=',
    ),
    mistake(
        "the vector a starts as b",
        f"{LESSONS}matrix-operations.md",
        ' a="{{ " ".join(map(str, a)) }}"',
        ' a="{{ " ".join(map(str, b)) }}"',
    ),
    mistake(
        "two words of an axis are swapped",
        f"{LESSONS}kl-divergence.md",
        'KL 발산" labels="학생 선생님 좋은',
        'KL 발산" labels="선생님 학생 좋은',
    ),
    mislabeled(
        "the two ways have each other's label",
        WORDS,
        "explore-forward",
        "explore-reverse",
        ("순방향", "역방향"),
    ),
    mistake(
        "a sum is of the other divergence",
        WORDS,
        "{entropy-p}, KL 발산 {kl-pq}",
        "{entropy-p}, KL 발산 {kl-qp}",
        "read",
    ),
    mislabeled(
        "entropy and divergence are swapped", WORDS, "explore-entropy", "explore-kl", ("엔트로피", "KL 발산")
    ),
    mistake("the height is the share", WORDS, "{p}, 높이 {nll}", "{nll}, 높이 {p}", "read"),
    mistake(
        "the sentence calls each way the other",
        WORDS,
        "순방향 KL 발산은 {forward}, 역방향 KL 발산은",
        "역방향 KL 발산은 {forward}, 순방향 KL 발산은",
    ),
    mislabeled(
        "the likelihood is the log likelihood",
        WORDS,
        "explore-likelihood",
        "explore-log-likelihood",
        ("가능도", "로그 가능도"),
    ),
    mistake(
        "the wrong divergence in English",
        ENGLISH,
        "forward KL divergence is {forward}",
        "forward KL divergence is {reverse}",
        "read",
    ),
    mistake(
        "the dot product and the angle in English",
        ENGLISH,
        "dot product is {dot}, their angle is {angle}",
        "dot product is {angle}, their angle is {dot}",
        "read",
    ),
    mislabeled(
        "labels are swapped in English",
        ENGLISH,
        "explore-cross-entropy",
        "explore-kl",
        ("Cross entropy", "KL divergence"),
    ),
    mistake(
        "the length of a is that of b",
        f"{SCRIPTS}two-vectors.js",
        '"length-a": fixed(lengths[0]',
        '"length-a": fixed(lengths[1]',
    ),
    mistake(
        "row and column are swapped",
        f"{SCRIPTS}matrix-product.js",
        "{ row: values.i, column: values.j,",
        "{ row: values.j, column: values.i,",
    ),
    mistake(
        "the symbols of the two ways are swapped",
        f"{SCRIPTS}normal-fit.js",
        '{ forward: ["p", "q"], reverse: ["q", "p"] }',
        '{ forward: ["q", "p"], reverse: ["p", "q"] }',
    ),
    mistake(
        "q is described as p", f"{SCRIPTS}two-distributions.js", 'q: shares("q") })', 'q: shares("p") })'
    ),
    mistake(
        "the shadow is drawn along the other vector",
        f"{SCRIPTS}two-vectors.js",
        "const p = b.map((value) =>",
        "const p = a.map((value) =>",
    ),
    mistake(
        "a component has the other's symbol",
        f"{SCRIPTS}two-vectors.js",
        "symbol: `${vector}<sub>${at}</sub>`",
        "symbol: `${vector}<sub>${at + 1}</sub>`",
    ),
]
