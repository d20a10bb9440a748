"""Claims of lesson 2-2 on its exercises and on the values in its sentences."""

from __future__ import annotations

import math
import re
import statistics

import pytest
from literate.checking.claims import lesson, shown

from tests.lessons.test_tokenizer_and_vocabulary import (
    COUNTS,
    EXAMPLE,
    HELD_OUT,
    TEST_WORDS,
    TRAIN,
    UNKNOWN,
    numbered,
)

tokens = lesson("tokenizer_and_vocabulary.py")
page = shown("tokenizer_and_vocabulary.py")


def test_the_exercises() -> None:
    ordered = [word for word, _ in COUNTS.most_common()]
    known = []
    for size in (10, 100, 300, len(COUNTS)):
        known += [size, 100 * sum(word in ordered[:size] for word in TEST_WORDS) / len(TEST_WORDS)]
    page.prints("exercise-coverage", *known)
    assert {count for _, count in COUNTS.most_common()[300:]} == {1}
    bare = {word for line in TRAIN for word in re.findall("[가-힣]+", line)}
    marked = [word for line in TRAIN for word in line.split() if re.search("[.,?!]$", word)]
    assert sum(line.endswith(tuple(".?!")) for line in TRAIN) > 0.9 * len(marked)
    held = [word for line in HELD_OUT for word in re.findall("[가-힣]+", line)]
    page.prints("exercise-strip-marks", len(bare), 100 * sum(word not in bare for word in held) / len(held))
    assert page.printed["exercise-apply-merges"] == "▁선생님 들 은\n▁ 대 학 생 이\n"
    rows = [line.split() for line in page.printed["exercise-vocabulary-size"].splitlines()]
    means = [float(row[1]) for row in rows]
    assert [row[0] for row in rows] == ["400:", "500:", "600:", "800:"]
    for size, mean in zip((400, 500, 600, 800), means, strict=True):
        model = tokens.train(TRAIN, "bpe", size)
        exact = statistics.fmean(len(model.encode(line)) for line in HELD_OUT)
        assert mean == pytest.approx(exact, abs=0.005)  # printed to two decimals
    page.prints(
        "exercise-vocabulary-size",
        *(x for pair in zip((400, 500, 600, 800), means, strict=True) for x in pair),
    )
    gains = [(one - other) / width for one, other, width in zip(means, means[1:], (1, 1, 2), strict=False)]
    assert gains == sorted(gains, reverse=True) and min(gains) > 0
    page.prints("exercise-normalize", *(2, *[1] * len(EXAMPLE.split()), 3), *numbered(EXAMPLE))


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("corpus", "270", "30")
    page.says("characters-and-words", str(len(EXAMPLE)), str(EXAMPLE.count(" ") + 1))
    page.says("vocabulary", str(len(COUNTS) + 4))
    page.says("unknown-words", f"{UNKNOWN:.1%}")
    once = sum(count == 1 for count in COUNTS.values()) / len(COUNTS)
    page.says("zipf", str(max(COUNTS.values())), f"{once:.1%}")
    forms = {word: count for word, count in COUNTS.items() if re.match("학생(?![증회])", word)}
    page.says("forms-of-one-noun", str(sum(forms.values())), str(len(forms)))
    page.says("encode-and-decode", str(numbered(HELD_OUT[0]).count(1)))
    page.says("count-pairs", "3", "4")
    page.says("byte-pair-encoding", "3")
    page.says("pieces-by-merge", "6", "34", "14", "9", "15", "34", "14", "9", "15", "9")
    rows = [line.split() for line in page.printed["comparison"].splitlines()]
    strangers = sum(letter not in set("".join(TRAIN)) for line in HELD_OUT for letter in line)
    page.says("subwords-of-the-corpus", "BPE", "유니그램")
    of_words = "짧지만", "크고", "높습니다"
    page.says("comparison", *(value for row in rows for value in row[1:]), *of_words, str(strangers))
    page.says("comparison-figure", "5")
    page.says("composed-and-decomposed", "2", "6", "255", "3")
    page.says("bytes", "3", "6", "9", "256")
    page.says("byte-fallback", "3", "3", f"{UNKNOWN:.0%}")
    hundred = {word for word, _ in COUNTS.most_common(100)}
    known = sum(word in hundred for word in TEST_WORDS) / len(TEST_WORDS)
    more = {word for word, _ in COUNTS.most_common(300)}
    page.says(
        "exercise-coverage",
        *(f"{known:.0%}", f"{1 - UNKNOWN:.0%}", str(len(COUNTS) - 300)),
        *(f"{sum(word in more for word in TEST_WORDS) / len(TEST_WORDS):.0%}", f"{1 - UNKNOWN:.0%}"),
    )
    bare = {word for line in TRAIN for word in re.findall("[가-힣]+", line)}
    held = [word for line in HELD_OUT for word in re.findall("[가-힣]+", line)]
    rates = [f"{one:.1%}" for one in (UNKNOWN, sum(word not in bare for word in held) / len(held))]
    page.says("exercise-strip-marks", str(len(COUNTS)), str(len(bare)), *rates, rows[2][1])
    assert math.isclose(tokens.word_unknowns, UNKNOWN)
