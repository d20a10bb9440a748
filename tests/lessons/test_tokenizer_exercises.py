"""Claims of lesson 2-2 on its exercises."""

from __future__ import annotations

import re
import statistics

import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.analyzer import tagged
from tests.lessons.test_tokenizer_and_vocabulary import COUNTS, EXAMPLE, HELD_OUT, TEST_WORDS, TRAIN, numbered

tokens = lesson("tokenizer_and_vocabulary.py")
page = shown("tokenizer_and_vocabulary.py")


def test_rare_words_help_together() -> None:
    states(
        "`most_common`의 앞에서부터 남깁니다",
        "We keep the first ones of `most_common`",
        "300개에 나머지 …개를 더할 때 아는 낱말은 …에서 …로 늘었습니다. 이 나머지는 모두 한 번만 나온"
        " 낱말입니다",
        "when the remaining … words are added to the first 300, the share of known words rises from … to …."
        " All of these remaining words occur only once",
        "모두 남겨도 …를 알 뿐입니다",
        "With all of them we know no more than …",
        "하나하나는 드물어도 모이면 적지 않은 도움이 됩니다",
        "Each of them is rare, but together they help quite a lot",
    )
    ordered = [word for word, _ in COUNTS.most_common()]
    sizes = (10, 100, 300, len(COUNTS))
    known = [100 * sum(word in ordered[:size] for word in TEST_WORDS) / len(TEST_WORDS) for size in sizes]
    page.prints("exercise-coverage", *(value for pair in zip(sizes, known, strict=True) for value in pair))
    assert tokens.ordered == COUNTS.most_common() and {count for _, count in tokens.ordered[300:]} == {1}
    assert known == sorted(known) and known[3] - known[2] > 5


def test_marks_make_few_words_differ() -> None:
    states(
        "`replace`로 쉼표를 지우고 `rstrip`으로 끝의 부호를 뗍니다",
        "`replace` removes commas, and `rstrip` takes off the marks at the end",
        "조금 줄었을 뿐입니다. 부호를 뗀다고 해서 다른 낱말과 같아지는 일이 거의 없기 때문입니다",
        "Hardly any word becomes the same as another one when its mark is taken off",
        "The vocabulary shrinks only a little, from … words to …, and so does the share of unknown words,"
        " from … to …",
        "부호는 대개 문장의 끝에 오는데, ‘갔다’처럼 문장을 끝맺는 꼴은 문장 가운데에 잘 나오지 않습니다",
        "Marks mostly stand at the end of a sentence, and forms that end a Korean sentence, such as 갔다"
        " (“went”), rarely stand in the middle of one",
        "가운데에 오는 서술어는 ‘가서’처럼 다른 어미로 끝납니다",
        "Predicates in the middle have other endings, as in 가서 (“went and”)",
        "조사와 어미까지 떼어 형태소로 나누어야 …가지로 줄어듭니다",
        "Only when particles and endings are cut off, too, which makes morphemes, are there just … kinds",
    )
    bare = [re.findall("[가-힣]+", line) for line in TRAIN]
    kinds = {word for words in bare for word in words}
    held = [word for line in HELD_OUT for word in re.findall("[가-힣]+", line)]
    page.prints("exercise-strip-marks", len(kinds), 100 * sum(word not in kinds for word in held) / len(held))
    assert tokens.bare("가, 나 다?") == ["가", "나", "다"]
    assert 0 < len(COUNTS) - len(kinds) < 0.01 * len(COUNTS)
    fewer = tokens.word_unknowns - tokens.unknown_rate(tokens.bare, tokens.bare_known)
    assert 0 < fewer < 0.05 and tokens.rows["morpheme"][0] < 0.7 * len(kinds)
    marked = [word for line in TRAIN for word in line.split() if re.search("[.,?!]$", word)]
    assert sum(line.endswith(tuple(".?!")) for line in TRAIN) > 0.9 * len(marked)
    last, middle = {words[-1] for words in bare}, {word for words in bare for word in words[:-1]}
    assert len(last & middle) < 0.02 * len(last) and "갔다" in last - middle and "가서" in middle - last
    assert tagged("가서")[0][0] == tagged("갔다")[0][0] == "가" and tagged("가서")[1] != tagged("갔다")[1]


def test_new_words_are_cut_into_pieces_that_were_learned() -> None:
    states(
        "배운 차례대로 쌍을 붙입니다",
        "We join the pairs in the order in which they were learned",
        "‘선생님들은’은 처음 보지만 아는 조각으로 나뉩니다. ‘대학생이’에서는 ‘학생’이 한 조각이 되지"
        " 않았습니다",
        "선생님들은 is new but is cut into pieces that we know. In 대학생이, 학생 did not become a piece",
        "우리가 배운 조각은 낱말의 처음에 오는 ‘▁학생’이고, 가운데에 오는 ‘학생’이 아니기 때문입니다",
        "What we learned is ▁학생, at the beginning of a word, not 학생 in the middle of one",
    )
    assert page.printed["exercise-apply-merges"] == "▁선생님 들 은\n▁ 대 학 생 이\n"
    learned = {left + right for left, right in tokens.six_pairs}
    assert "▁학생" in learned and "학생" not in learned and "선생님들은" not in tokens.toy
    known = learned | {letter for word in tokens.pieces for letter in word}
    assert {*tokens.apply_merges("선생님들은", tokens.six_pairs)} <= known
    assert tokens.apply_merges("학생이", tokens.six_pairs) == ["▁학생", "이"]
    assert "▁학생" not in tokens.apply_merges("학생이", tokens.six_pairs[::-1])


def test_larger_vocabularies_make_shorter_sentences_by_less_and_less() -> None:
    states(
        "어휘집이 커질수록 조각이 커져 문장이 짧아집니다. 그러나 얻는 것은 점점 줄어듭니다",
        "The larger the vocabulary, the larger the pieces, and the shorter the sentences. But the gain gets"
        " smaller and smaller",
    )
    sizes = (400, 500, 600, 800)
    rows = [line.split() for line in page.printed["exercise-vocabulary-size"].splitlines()]
    means, letters = [float(row[1]) for row in rows], []
    assert [row[0] for row in rows] == [f"{size}:" for size in sizes]
    for size, mean in zip(sizes, means, strict=True):
        model = tokens.train(TRAIN, "bpe", size)
        cut = [model.encode(line, out_type=str) for line in HELD_OUT]
        assert mean == pytest.approx(statistics.fmean(map(len, cut)), abs=0.005)  # printed to two decimals
        letters.append(statistics.fmean(len(piece) for pieces in cut for piece in pieces))
    page.prints("exercise-vocabulary-size", *(x for pair in zip(sizes, means, strict=True) for x in pair))
    gains = [(one - other) / width for one, other, width in zip(means, means[1:], (1, 1, 2), strict=False)]
    assert gains == sorted(gains, reverse=True) and min(gains) > 0 and letters == sorted({*letters})


def test_text_in_nfd_is_unknown_and_gets_its_numbers_back_in_nfc() -> None:
    states(
        "NFD로 적은 글은 `[BOS]`와 `[EOS]` 사이가 모두 1번, 곧 `[UNK]`입니다. NFC로 되돌리면 본래의 번호가"
        " 나옵니다",
        "In NFD, all that stands between `[BOS]` and `[EOS]` is number 1, `[UNK]`. Back in NFC, it gets its"
        " original numbers",
    )
    page.prints("exercise-normalize", *(2, *[1] * len(EXAMPLE.split()), 3), *numbered(EXAMPLE))
    assert tokens.vocabulary[1:4] == ["[UNK]", "[BOS]", "[EOS]"]
    assert tokens.encode(EXAMPLE.split(), tokens.ids) == numbered(EXAMPLE)
