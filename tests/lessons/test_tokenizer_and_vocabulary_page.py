"""Claims of lesson 2-2 on the values in its sentences."""

from __future__ import annotations

import math
import re

from literate.checking.claims import lesson, shown, states

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
    states(
        "| 글자 | … | … | … |",
        "| 낱말 | … | … | … |",
        "| 형태소 | … | … | … |",
        "| BPE | … | … | … |",
        "| 유니그램 | … | … | … |",
        "| Characters | … | … | … |",
        "| Words | … | … | … |",
        "| Morphemes | … | … | … |\n| BPE | … | … | … |",
        "| Unigram | … | … | … |",
    )
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


def test_the_titles_of_the_figures() -> None:
    page.writes("comparison-figure", "Longer pieces are more often unknown")
    page.writes("zipf-curve", "Counts of words by rank")
