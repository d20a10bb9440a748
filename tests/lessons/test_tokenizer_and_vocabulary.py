"""Claims of lesson 2-2: its outputs, figures and sentences, held against a computation of its own."""

from __future__ import annotations

import ast
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

import numpy as np
from kiwipiepy import Kiwi
from literate.checking.claims import lesson, shown
from literate.environment import ROOT

from tests.lessons.toy_merges import MERGES, parts

tokens = lesson("tokenizer_and_vocabulary.py")
page = shown("tokenizer_and_vocabulary.py")

LINES = (ROOT / "snippets" / "data" / "corpus.txt").read_text(encoding="utf-8").splitlines()
HELD_OUT = [line for at, line in enumerate(LINES, 1) if at % 10 == 0]
TRAIN = [line for at, line in enumerate(LINES, 1) if at % 10]
EXAMPLE = "그 학생은 그림을 정말 잘 그려요."
COUNTS = Counter(word for line in TRAIN for word in line.split(" "))
TEST_WORDS = [word for line in HELD_OUT for word in line.split(" ")]
UNKNOWN = sum(word not in COUNTS for word in TEST_WORDS) / len(TEST_WORDS)
# Specials, then by count, then by spelling.
NUMBERS = {word: at for at, word in enumerate(sorted(sorted(COUNTS), key=lambda word: -COUNTS[word]), 4)}


def lists(cell: str) -> list[list[str]]:
    """Return the lists of texts that a cell prints."""
    return [ast.literal_eval(line) for line in page.printed[cell].splitlines() if line.startswith("[")]


def numbered(sentence: str) -> list[int]:
    return [2, *(NUMBERS.get(word, 1) for word in sentence.split(" ")), 3]


def test_the_corpus_is_read_without_what_is_held_out() -> None:
    assert tokens.sentences == TRAIN and tokens.held_out == HELD_OUT
    page.prints("corpus", 270, 30)
    assert page.printed["corpus"].endswith(EXAMPLE + "\n")


def test_characters_and_words() -> None:
    assert lists("characters-and-words") == [[*EXAMPLE], re.findall(r"\S+", EXAMPLE)]


def test_only_split_without_a_space_takes_spaces_as_one() -> None:
    # An empty token between two spaces, and one after the last space.
    assert lists("two-ways-to-split") == [["우리", "", "반", "학생", ""], ["우리", "반", "학생"]]
    for space in "\t\n":
        assert f"a{space}b ".split() == ["a", "b"]


def test_marks_stick_to_words() -> None:
    assert lists("marks-on-words") == [sorted(word for word in COUNTS if word[0] == "갔")]
    assert "갔다." in COUNTS and "갔다" not in COUNTS


def test_the_vocabulary_is_in_a_fixed_order_behind_the_special_tokens() -> None:
    specials = ["[PAD]", "[UNK]", "[BOS]", "[EOS]"]
    assert tokens.vocabulary == [*specials, *NUMBERS]
    page.prints("vocabulary", len(COUNTS) + 4)
    assert lists("vocabulary") == [[*specials, *list(NUMBERS)[:4]]]


def test_sentences_become_numbers_and_come_back_but_for_unknown_words() -> None:
    one, other = numbered(EXAMPLE), numbered(HELD_OUT[0])
    page.prints("encode-and-decode", *one, *other)
    printed = page.printed["encode-and-decode"].splitlines()
    assert printed[1] == f"[BOS] {EXAMPLE} [EOS]"
    assert printed[3].count("[UNK]") == 2 == other.count(1)
    for sentence in TRAIN:
        numbers = tokens.encode(sentence.split(), tokens.ids)
        assert numbers == numbered(sentence)
        assert " ".join(tokens.vocabulary[number] for number in numbers[1:-1]) == sentence


def test_the_order_of_a_set_depends_on_the_run() -> None:
    one, other = lists("order-of-a-set")
    assert one != other and sorted(one) == sorted(other) == ["교실", "선생님", "학생"]
    # A counter has no such order.
    assert [*Counter(word for line in TRAIN for word in line.split())] == [*dict.fromkeys(tokens.words)]


def test_nearly_every_other_word_is_unknown_unless_one_peeks() -> None:
    page.prints("unknown-words", 100 * UNKNOWN, 0)
    assert tokens.cheating == 0 and 0.4 < UNKNOWN < 0.5


def test_counts_fall_and_most_words_occur_once() -> None:
    falling = sorted(COUNTS.values())[::-1]
    page.prints("zipf", *falling[:10], 100 * falling.count(1) / len(falling))
    ranks = range(1, len(falling) + 1)
    page.draws("zipf-curve", ranks, falling)
    page.draws("zipf-curve", range(1, 31), [30 / rank for rank in range(1, 31)], "30 / rank")
    page.writes("zipf-curve", "rank", "count")
    # Flatter than the line in the beginning: below it at first, above it soon.
    assert falling[0] < 30 and falling[9] > 3


@cache  # It takes a second to load.
def fresh_kiwi() -> Kiwi:
    """Return an analyzer without the words that the lesson adds to its own."""
    return Kiwi(num_workers=1)


def test_one_noun_has_many_forms() -> None:
    forms = {word: count for word, count in COUNTS.items() if re.match("학생(?![증회])", word)}
    printed = page.printed["forms-of-one-noun"].splitlines()
    assert all(fresh_kiwi().tokenize(word)[0].form == "학생" for word in forms)
    assert printed[0].split() == [str(len(forms)), str(sum(forms.values()))]
    assert dict(ast.literal_eval(printed[1])) == forms
    counts = sorted(forms.values(), reverse=True)
    page.prints("forms-of-one-noun", len(forms), sum(counts), *counts)


def test_morphemes_are_separated_and_restored() -> None:
    example, students = lists("morphemes")
    assert example == ["그", "학생", "은", "그림", "을", "정말", "잘", "그리", "어요", "."]
    assert students == ["학생", "들", "이", "학교", "에", "가", "었", "다", "."]
    assert lists("unknown-noun") == [
        ["꾸룽이", "가", "오", "었", "다", "."],
        ["가능", "도", "를", "구하", "었", "다", "."],
        ["가능도", "를", "구하", "었", "다", "."],
    ]
    assert page.printed["morphemes-are-not-text"] == "학교에가었다.\n학교에 갔다.\n"


def test_kiwi_guesses_nouns_that_its_dictionary_does_not_have_and_writes_both_past_forms_as_one() -> None:
    kiwi = fresh_kiwi()

    def numbers(text: str) -> list[int]:
        return [token.id for token in kiwi.tokenize(text) if token.tag == "NNG"]

    # Nouns outside the dictionary share one number.
    (guessed,) = numbers("꾸룽이가 왔다.")
    assert numbers("뽀삐가 왔다.") == numbers("하랑이가 왔다.") == [guessed]
    assert len(numbers("가능도를 구했다.")) == 2 and guessed not in numbers("가능도를 구했다.")
    for text in ("갔다.", "먹었다.", "받았다."):
        assert [token.form for token in kiwi.tokenize(text)][1:] == ["었", "다", "."]
    suffixed = [(token.form, token.tag) for token in kiwi.tokenize("학생들이 학교에 갔다.")]
    assert suffixed[1:3] == [("들", "XSN"), ("이", "JKS")]


def test_pairs_of_neighbors_are_counted() -> None:
    words = ["▁" + word for word in tokens.toy]
    pairs = Counter(word[at : at + 2] for word in words for at in range(len(word) - 1))
    printed = [line.split() for line in page.printed["count-pairs"].splitlines()]
    assert {left + right: int(count) for left, right, count in printed} == dict(pairs.most_common(5))
    assert [count for _, count in pairs.most_common(4)] == [4, 4, 4, 3]
    page.prints("count-pairs", *(count for _, count in pairs.most_common(5)))
    assert page.printed["toy"].split("\n")[:-1] == [" ".join(word) for word in words]


def test_six_merges_lead_to_six_pieces_and_sentencepiece_makes_the_same() -> None:
    assert ["".join(pair) for pair in tokens.learn_merges(tokens.pieces, 6)[0]] == MERGES
    printed = page.printed["byte-pair-encoding"].splitlines()
    assert [line.split()[0] for line in printed] == ["start", *MERGES]
    assert printed[-1].endswith("▁학생 들이 / ▁선생님 들이")
    assert lists("train-sentencepiece") == [MERGES]
    assert page.printed["train-sentencepiece"].endswith("True\n")
    letters = {letter for word in tokens.toy for letter in word} | {"▁"}
    toy = tokens.toy_model
    numbered = [toy.id_to_piece(number) for number in range(18)]
    assert all(toy.is_control(number) or toy.is_unknown(number) for number in range(3))
    assert numbered[3:9] == MERGES and {*numbered[9:]} == letters and len(letters) == 9


def test_merging_joins_all_and_only_the_pair() -> None:
    assert tokens.merge(["a", "b", "a", "b", "c"], ("a", "b")) == ["ab", "ab", "c"]
    assert tokens.merge(["a", "a", "a"], ("a", "a")) == ["aa", "a"]
    assert tokens.merge(["b", "a"], ("a", "b")) == ["b", "a"]


def test_text_shortens_and_the_vocabulary_grows_with_each_merge() -> None:
    total = sum(len(word) + 1 for word in tokens.toy)
    texts = [[["▁", *word] for word in tokens.toy]]
    lengths = [total]
    for piece in MERGES:
        joined = [re.sub(re.escape(" ".join(parts(piece))), piece, " ".join(word)) for word in texts[-1]]
        texts.append([word.split() for word in joined])
        lengths.append(sum(map(len, texts[-1])))
    kinds = len({letter for word in tokens.toy for letter in word}) + 1
    page.draws("pieces-by-merge", range(7), lengths, "pieces of text")
    page.draws("pieces-by-merge", range(7), [kinds + count for count in range(7)], "vocabulary")
    page.writes("pieces-by-merge", "merges")


def test_models_are_the_same_byte_for_byte_and_cut_as_printed() -> None:
    bpe, unigram = lists("subwords-of-the-corpus")
    assert "".join(bpe).replace("▁", " ").strip() == "".join(unigram).replace("▁", " ").strip() == EXAMPLE
    assert "▁학생은" in bpe and "▁학생" in unigram and "은" in unigram
    assert page.printed["same-bytes"].startswith("True\n")
    page.prints("same-bytes", len(tokens.train(TRAIN, "bpe", 600).serialized_model_proto()))


def test_sentencepiece_keeps_hangul_and_marks_apart() -> None:
    for model in (tokens.bpe, tokens.unigram):
        pieces = [model.id_to_piece(number) for number in range(3, model.get_piece_size())]
        assert len(pieces) == 597
        assert not [piece for piece in pieces if re.search("[가-힣]", piece) and re.search("[.,?!]", piece)]


def test_the_corpus_comes_back_from_its_numbers_and_other_text_may_not() -> None:
    assert all(tokens.bpe.decode(tokens.bpe.encode(line)) == line for line in TRAIN)
    printed = page.printed["back-to-text"].splitlines()
    assert printed[1:3] == [EXAMPLE, "True"] and printed[3] == "우리 반  ⁇ "
    assert ast.literal_eval(printed[0]) == tokens.bpe.encode(EXAMPLE)
    page.prints("back-to-text", *tokens.bpe.encode(EXAMPLE))


def fresh_morphemes() -> Callable[[str], list[str]]:
    return lambda sentence: [token.form for token in fresh_kiwi().tokenize(sentence)]


def test_the_ways_to_cut_are_compared() -> None:
    trained = {name: tokens.train(TRAIN, name, 600) for name in ("bpe", "unigram")}
    ways: dict[str, Callable[[str], list[str]]] = {
        "character": lambda line: [*line],
        "word": lambda line: line.split(" "),
        "morpheme": fresh_morphemes(),
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
    means, unknowns = expected[1::3], expected[2::3]
    # From left to right: words, morphemes, BPE, unigram, characters; from the top down: words, morphemes.
    assert np.argsort(means).tolist() == [1, 2, 3, 4, 0]
    assert np.argsort(unknowns).tolist()[::-1][:2] == [1, 2] and np.argmin(unknowns) == 0
    assert max(expected[::3]) == expected[3]
    assert [strangers[at] for at in (0, 3, 4)] == [7, 7, 7] and min(strangers[1:3]) > 7


def test_hangul_composed_and_decomposed() -> None:
    page.prints("composed-and-decomposed", 2, 6)
    assert page.printed["composed-and-decomposed"].endswith("False\nTrue\n")
    assert {unicodedata.normalize(form, "ㅋㅋ") for form in ("NFC", "NFD")} == {"ㅋㅋ"}
    decomposed = [unicodedata.normalize("NFD", line) for line in TRAIN]
    assert [tokens.bpe.encode(line) for line in decomposed] == [tokens.bpe.encode(line) for line in TRAIN]
    hangul = [word for line in decomposed for word in line.split() if re.search("[\u1100-\u11ff]", word)]
    assert hangul and not set(hangul) & set(tokens.vocabulary)


def test_bytes_leave_nothing_unknown() -> None:
    page.prints("bytes", 0xED, 0x95, 0x99, 2, 6, 3, 9)
    assert page.printed["bytes"].splitlines()[1] == "학"
    for syllable in map(chr, range(ord("가"), ord("힣") + 1)):
        assert len(syllable.encode()) == 3
        has_final = (ord(syllable) - ord("가")) % 28 > 0
        assert len(unicodedata.normalize("NFD", syllable).encode()) == (9 if has_final else 6)
    lost, kept = page.printed["byte-fallback"].splitlines()
    assert tokens.bpe.encode("뷁")[-1] == tokens.bpe.unk_id()
    assert lost == "['▁', '뷁']  ⁇ " and kept == "['▁', '<0xEB>', '<0xB7>', '<0x81>'] 뷁"
    page.prints("byte-fallback", 0, 0, 0)  # the zeros of three bytes, <0xEB> and so on
    for text in ("가능도", "뷁쀍", "naïve 🙂"):
        assert tokens.fallback.decode(tokens.fallback.encode(text)) == text
