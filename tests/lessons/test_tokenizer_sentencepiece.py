"""Claims of lesson 2-2 on how sentencepiece chooses what to merge and where to cut."""

from __future__ import annotations

import math

import pytest
from literate.checking.claims import lesson

from tests.lessons.test_tokenizer_and_vocabulary import TRAIN
from tests.lessons.toy_merges import MERGES

tokens = lesson("tokenizer_and_vocabulary.py")


def test_sentencepiece_chooses_among_pairs_of_equal_count_as_the_lesson_does() -> None:
    # In the first one, ▁가다 and ▁나다 tie, and the left piece alone would decide for the latter, ▁ + 나다.
    for words in (
        ["가나다", "가나나", "나다다", "다라라", "가다", "다라나"],
        ["다라나", "가가", "라라", "가라다", "가나나", "다라나다", "라라다"],
    ):
        merges = [left + right for left, right in tokens.learn_merges([["▁", *word] for word in words], 6)[0]]
        letters = {letter for word in words for letter in word} | {"▁"}
        model = tokens.train(words, "bpe", 3 + len(letters) + 6)
        assert merges == [model.id_to_piece(number) for number in range(3, 9)]
    assert merges != MERGES


def test_unigram_takes_the_way_to_cut_with_the_largest_product() -> None:
    model = tokens.unigram
    scores = {model.id_to_piece(number): model.get_score(number) for number in range(3, 600)}
    for line in TRAIN:
        text = "▁" + line.replace(" ", "▁")
        best = [0.0]  # the largest sum of logarithms for the first characters, by their number
        for end in range(1, len(text) + 1):
            starts = [start for start in range(end) if text[start:end] in scores]
            best.append(max((best[start] + scores[text[start:end]] for start in starts), default=-math.inf))
        cut = model.encode(line, out_type=str)
        assert sum(scores[piece] for piece in cut) == pytest.approx(best[-1])
