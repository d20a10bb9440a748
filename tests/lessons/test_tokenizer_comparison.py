"""Claims of lesson 2-2 on the five ways to cut, compared."""

from __future__ import annotations

import statistics
from collections.abc import Callable

import numpy as np
from literate.checking.claims import lesson, shown, states

from tests.lessons.analyzer import tagged
from tests.lessons.test_tokenizer_and_vocabulary import HELD_OUT, TRAIN

tokens = lesson("tokenizer_and_vocabulary.py")
page = shown("tokenizer_and_vocabulary.py")


def test_the_ways_to_cut_are_compared() -> None:
    states(
        "특수 토큰을 뺀 어휘집의 크기, 떼어 둔 문장의 평균 토큰 수, 어휘집에 없어서 모르는 토큰의 비율입니다",
        "the size of the vocabulary without special tokens, how many tokens a held-out sentence has on"
        " average, and what share of them is unknown because it is not in the vocabulary",
        "글자와 낱말과 형태소의 어휘집에는 학습할 문장에 나온 토큰을 모두 넣습니다",
        "The vocabularies of characters, words, and morphemes hold all tokens of the sentences to learn from",
        "sentencepiece의 어휘집을 그대로 쓰되, 0번부터 2번까지의 특수 토큰을 뺍니다",
        "BPE and unigram use the vocabularies of sentencepiece, without the special tokens, numbers 0 to 2",
        "글자와 두 서브워드의 모르는 토큰은 셋 다 똑같이 … 개이고, 모두 학습할 문장에 없던 글자입니다",
        "Characters and both kinds of subwords have the same … unknown tokens, all of which are characters"
        " that the sentences to learn from do not have",
        "비율이 다른 것은 나누는 전체 토큰 수가 다르기 때문입니다",
        "Their shares differ because the number of all tokens differs",
        "| 방법 | 어휘집의 크기 | 한 문장의 토큰 | 모르는 토큰 |",
        "| Way | Size of the vocabulary | Tokens a sentence | Unknown tokens |",
    )
    trained = {name: tokens.train(TRAIN, name, 600) for name in ("bpe", "unigram")}
    ways: dict[str, Callable[[str], list[str]]] = {
        "character": lambda line: [*line],
        "word": lambda line: line.split(" "),
        "morpheme": lambda line: [form for form, _ in tagged(line)],
        "BPE": lambda line: trained["bpe"].encode(line, out_type=str),
        "unigram": lambda line: trained["unigram"].encode(line, out_type=str),
    }
    expected: list[float] = []
    strangers: list[int] = []
    seen = set("".join(TRAIN))
    for name, way in ways.items():
        cut = [way(line) for line in HELD_OUT]
        if name.lower() in trained:
            model = trained[name.lower()]
            assert all(model.is_control(number) or model.is_unknown(number) for number in range(3))
            size = model.get_piece_size() - 3
            missed = [number == model.unk_id() for line in HELD_OUT for number in model.encode(line)]
            strange = [token for line in cut for token in line if model.piece_to_id(token) == model.unk_id()]
            assert len(strange) == sum(missed) and not seen & set("".join(strange))
        else:
            known = {token for line in TRAIN for token in way(line)}
            size, missed = len(known), [token not in known for line in cut for token in line]
        expected += [size, statistics.fmean(map(len, cut)), 100 * statistics.fmean(missed)]
        strangers.append(sum(missed))
    page.prints("comparison", *expected)
    for at, (mean, unknown) in enumerate(zip(expected[1::3], expected[2::3], strict=True)):
        page.draws("comparison-figure", [mean], [unknown], f"{list(ways)[at]}, {expected[3 * at]}")
    assert [strangers[at] for at in (0, 3, 4)] == [7, 7, 7] and min(strangers[1:3]) > 7
    for at in (0, 3, 4):
        assert np.isclose(expected[3 * at + 2], 100 * 7 / (expected[3 * at + 1] * len(HELD_OUT)))
    written = [line.text for line in page.page.lines() if line.text.startswith("| ")]
    for label, name in zip(("글자", "낱말", "형태소", "BPE", "유니그램"), ways, strict=True):
        assert sum(line.startswith(f'| {label} | {{{{ rows["{name}"][0] }}}} |') for line in written) == 1


def test_characters_are_the_opposite_of_words_and_the_others_are_in_between() -> None:
    states(
        "한 글자씩 나누면 모르는 조각은 거의 없지만 줄이 길어집니다. 낱말로 나누면 줄은 짧지만",
        "Cut into single characters, text has hardly any unknown pieces, but the rows get long. Cut into"
        " words, the rows are short",
        "글자는 그 반대입니다. 형태소와 서브워드는 둘 사이에 있습니다",
        "Characters are the opposite. Morphemes and subwords are in between",
        "어휘집의 크기는 우리가 특수 토큰까지 600으로 정했으므로, 더 크게 정할 수도 있습니다",
        "it was we who set the size of the subword vocabularies to 600 with special tokens, so they can be"
        " larger",
        "낱말로 나누면 …를 모르고, 글자로 나누면 문장이 길어집니다",
        "Cut into words, … are unknown; cut into characters, sentences get long",
    )
    rows = tokens.rows
    characters, words = rows["character"], rows["word"]
    assert characters[0] < words[0] and characters[1] > 3 * words[1] and characters[2] < 0.02 < 0.4 < words[2]
    for name in ("morpheme", "BPE", "unigram"):
        assert np.median([characters, rows[name], words], axis=0).tolist() == [*rows[name]]
    for model in (tokens.bpe, tokens.unigram):
        assert model.get_piece_size() == 600 < tokens.fallback.get_piece_size()


def test_words_are_alone_at_the_upper_left_and_the_others_follow_to_the_lower_right() -> None:
    states(
        "가로축은 한 문장의 토큰 수, 세로축은 모르는 토큰의 비율인 점",
        "with the number of tokens a sentence on the horizontal axis and the share of unknown tokens on the"
        " vertical",
        "낱말은 왼쪽 위에 홀로 떨어져 있고, 형태소, BPE, 유니그램, 글자의 순서로 오른쪽 아래에 있다",
        "Words stand alone at the upper left; morphemes, BPE, unigram, and characters follow in this order"
        " toward the lower right",
        "토큰 수와 모르는 토큰의 비율. 이름 뒤의 수는 어휘집의 크기",
        "Number of tokens and share of unknown ones. The number after each name is the size of the"
        " vocabulary",
        "왼쪽 아래로 갈수록 좋습니다. 줄이 짧고 모르는 것도 적다는 뜻입니다. 어느 방법도 나머지를 모두"
        " 이기지는 못합니다",
        "The farther to the lower left, the better: short rows, and little that is unknown. No way beats all"
        " others",
    )
    (axis,) = page.figures["comparison-figure"][0].axes
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("tokens a sentence", "unknown (%)")
    assert not axis.xaxis.get_inverted() and not axis.yaxis.get_inverted()
    points = {
        text.get_text(): tuple(map(float, line.get_xydata()[0]))
        for text, line in zip(axis.texts, axis.lines, strict=True)
    }
    assert [*points] == [f"{name}, {size}" for name, (size, *_) in tokens.rows.items()]
    ordered = sorted(points.values())
    names = [next(name.split(",")[0] for name in points if points[name] == point) for point in ordered]
    assert names == ["word", "morpheme", "BPE", "unigram", "character"]
    heights = [height for _, height in ordered]
    assert (
        heights == sorted(heights, reverse=True)
        and heights[0] - heights[1] > 30 > 10 > heights[1] - heights[4]
    )
