"""Claims of lesson 2-2 on sentencepiece: what it merges, where it cuts, and what comes back."""

from __future__ import annotations

import ast
import math
import re

import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.test_tokenizer_and_vocabulary import EXAMPLE, HELD_OUT, TRAIN, code_of, lists
from tests.lessons.toy_merges import MERGES

tokens = lesson("tokenizer_and_vocabulary.py")
page = shown("tokenizer_and_vocabulary.py")


def test_the_settings_are_of_the_size_and_the_characters() -> None:
    states(
        "`vocab_size`는 어휘집의 크기, `character_coverage=1.0`은 모든 글자를 어휘집에 넣으라는 설정입니다",
        "`vocab_size` is the size of the vocabulary, and `character_coverage=1.0` puts all characters into"
        " it",
        "다른 설정은 `options`로 넘깁니다",
        "Other settings are passed as `options`",
        "`sentence_iterator`로 문장을 넘기고, 학습한 모델은 파일 대신 메모리의 `BytesIO`에 담습니다",
        "It passes the sentences as `sentence_iterator`, and puts the model not into a file but into memory,"
        " a `BytesIO`",
    )
    letters = {*"".join(TRAIN)} - {" "}
    for size in (500, 600):
        model = tokens.train(TRAIN, "bpe", size)
        assert model.get_piece_size() == size
        assert letters <= {model.id_to_piece(number) for number in range(size)}
    assert tokens.train(TRAIN, "bpe", 600, unk_piece="?").id_to_piece(0) == "?"
    code = code_of("train-sentencepiece")
    assert "sentence_iterator=iter(lines)" in code and "model = io.BytesIO()" in code


def test_sentencepiece_chooses_among_pairs_of_equal_count_as_the_lesson_does() -> None:
    states(
        "횟수가 같은 쌍 가운데 하나를 고르는 규칙까지 같아서 그렇습니다",
        "That is because the rule for pairs of equal count is the same, too",
    )
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
    states(
        "유니그램은 조각마다 확률을 주고, 글을 나누는 방법마다 조각들의 확률을 곱합니다",
        "It gives each piece a probability, and multiplies the probabilities of the pieces for each way to"
        " cut a text",
        "글을 나눌 때는 곱이 가장 큰 방법을 고릅니다",
        "the way with the largest product is the one in which the text is cut",
    )
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


def test_sentencepiece_keeps_hangul_and_marks_apart() -> None:
    states(
        "sentencepiece는 한글과 문장 부호처럼 종류가 다른 글자를 한 조각으로 붙이지 않으므로, 부호가 있는"
        " 글에서는 우리 함수와 달라질 수 있습니다",
        "sentencepiece does not join characters of different kinds, such as Hangul and punctuation marks, so"
        " it may differ from our function in text with such marks",
    )
    for model in (tokens.bpe, tokens.unigram):
        pieces = [model.id_to_piece(number) for number in range(3, model.get_piece_size())]
        assert len(pieces) == 597
        assert not [piece for piece in pieces if re.search("[가-힣]", piece) and re.search("[.,?!]", piece)]
    words = ["갔다.", "왔다.", "했다."]
    assert tokens.learn_merges([["▁", *word] for word in words], 1)[0] == [("다", ".")]
    assert tokens.train(words, "bpe", 11).piece_to_id("다.") == 0  # the unknown one


def test_both_methods_cut_the_same_sentence_and_differ_a_little() -> None:
    states(
        "둘은 같은 문장을 조금 다르게 나눕니다",
        "The two cut the same sentence a little differently",
        "‘학생은’을 한 조각으로 두었고, …은 ‘학생’과 ‘은’으로 나누었습니다",
        "학생은 is a single piece; … cuts it into 학생 and 은",
    )
    bpe, unigram = lists("subwords-of-the-corpus")
    assert "".join(bpe).replace("▁", " ").strip() == "".join(unigram).replace("▁", " ").strip() == EXAMPLE
    at = bpe.index("▁학생은")
    assert bpe[:at] == unigram[:at] and unigram[at : at + 2] == ["▁학생", "은"] and bpe != unigram


def test_models_are_the_same_byte_for_byte() -> None:
    states(
        "모델의 바이트까지 똑같습니다. 다만 스레드를 하나만 쓴 결과입니다",
        "It is the same down to the bytes. But this is the result with a single thread",
    )
    assert page.printed["same-bytes"].startswith("True\n")
    assert "num_threads=1," in code_of("train-sentencepiece")
    page.prints("same-bytes", len(tokens.train(TRAIN, "bpe", 600).serialized_model_proto()))


def test_the_corpus_comes_back_from_its_numbers_and_other_text_may_not() -> None:
    states(
        "`▁`가 공백을 대신하므로 띄어쓰기까지 돌아왔습니다",
        "Since `▁` stands for spaces, the spacing came back, too",
        "‘우리’ 뒤에 두 번 넣은 공백은 하나가 되었고, 말뭉치에 없던 글자 ‘뷁’은 모르는 토큰이 되어 `⁇`로"
        " 나왔습니다",
        "The double space after 우리 became a single one, and the character 뷁, which is not in the corpus,"
        " became an unknown token and came out as `⁇`",
        "sentencepiece는 `⁇`의 앞뒤에 공백을 하나씩 붙여 출력하므로 ‘반’ 뒤의 공백은 둘로 보입니다",
        "Since sentencepiece prints a space on either side of `⁇`, we see two spaces after 반",
        "대부분의 글은 그대로 돌아오지만, 언제나 그런 것은 아닙니다",
        "Most text comes back as it was, but not always",
        "`▁`는 공백을 대신합니다. 한글은",
        "`▁` stands for a space. Normalize",
    )
    bpe = tokens.bpe
    assert all(bpe.decode(bpe.encode(line)) == line for line in TRAIN)
    printed = page.printed["back-to-text"].splitlines()
    assert printed[1:3] == [EXAMPLE, "True"] and printed[3] == "우리 반  ⁇ "
    assert ast.literal_eval(printed[0]) == bpe.encode(EXAMPLE)
    page.prints("back-to-text", *bpe.encode(EXAMPLE))
    assert (
        "뷁" not in "".join(TRAIN)
        and bpe.unk_id() in bpe.encode("뷁")
        and bpe.decode(bpe.encode("반뷁반")) == "반 ⁇ 반"
    )
    pieces = bpe.encode(EXAMPLE, out_type=str)
    assert (
        "".join(pieces).replace("▁", " ") == f" {EXAMPLE}"
        and "".join(pieces).count("▁") == EXAMPLE.count(" ") + 1
    )
    came_back = [bpe.decode(bpe.encode(line)) == line for line in HELD_OUT]
    assert len(came_back) / 2 < sum(came_back) < len(came_back)
