"""Claims on where the explorable of lesson 1-1 starts and what it says."""

from __future__ import annotations

from literate.checking.claims import lesson
from literate.checking.explorable_claims import explorable

words = lesson("word_classification.py")


def test_the_scores_of_a_sentence() -> None:
    found = explorable("word-classification", "word-scores")
    found.starts(sentence=3)
    expected = []
    for at, word in enumerate(words.examples[3].split()):
        number = words.x_examples[3, at].item()
        vector = words.small_model.embedding.weight[number].tolist()
        scores = words.z_examples[3, at].tolist()
        expected += [(f"{word}:", number), ("벡터 (", vector[0]), *((",", value) for value in vector[1:])]
        expected += [("로짓", scores[0]), (",", scores[1]), ("명사일 확률", words.q_examples[3, at].item())]
    found.says("scores", *expected)
