"""Claims of lesson 2-2 on byte-pair encoding of seven words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from literate.checking.claims import lesson, shown, states

from tests.lessons.analyzer import tagged
from tests.lessons.test_tokenizer_and_vocabulary import COUNTS, lists
from tests.lessons.toy_merges import MERGES, parts

tokens = lesson("tokenizer_and_vocabulary.py")
page = shown("tokenizer_and_vocabulary.py")


def test_words_begin_with_a_sign_of_their_own() -> None:
    states(
        "낱말 일곱 개로 해 봅시다. 낱말의 처음을 알 수 있도록 앞에 `▁`를 붙입니다. 밑줄(`_`)과는 다른"
        " 글자입니다",
        "Let's try seven words, forms of “student” and “teacher”. We put `▁` in front of each so that its"
        " beginning can be seen. It is not the underscore (`_`)",
        "`▁`의 번호는 ‘학’ 같은 한글 음절보다 작습니다",
        "the number of `▁` is smaller than those of Hangul syllables such as 학",
    )
    assert page.printed["toy"].split("\n")[:-1] == [" ".join("▁" + word) for word in tokens.toy]
    assert len(tokens.toy) == 7 and all(re.match("학생|선생님", word) for word in tokens.toy)
    assert [word[0] for word in tokens.pieces] == ["▁"] * 7 != ["_"] * 7
    assert ord("▁") < ord("가") <= ord("학")


def test_pairs_of_neighbors_are_counted() -> None:
    states(
        "나란히 있는 두 조각의 쌍을 모두 셉니다. `zip(word, word[1:])`은 조각마다 다음 조각을 짝지어 줍니다",
        "We count all pairs of pieces that are side by side. `zip(word, word[1:])` pairs each piece with the"
        " next one",
        "… 쌍이 똑같이 …번 나왔습니다",
        "… pairs occur … times each",
    )
    words = ["▁" + word for word in tokens.toy]
    pairs = Counter(word[at : at + 2] for word in words for at in range(len(word) - 1))
    printed = [line.split() for line in page.printed["count-pairs"].splitlines()]
    assert {left + right: int(count) for left, right, count in printed} == dict(pairs.most_common(5))
    assert {"".join(pair): count for pair, count in tokens.pairs.items()} == pairs
    assert [count for _, count in pairs.most_common(4)] == [4, 4, 4, 3]
    page.prints("count-pairs", *(count for _, count in pairs.most_common(5)))
    assert [*zip("가나다", "나다", strict=False)] == [("가", "나"), ("나", "다")]


def test_the_pair_of_the_greatest_count_is_taken_then_the_shorter_then_the_smaller_one() -> None:
    states(
        "횟수가 같으면 붙인 조각이 짧은 것을, 길이도 같으면 앞 글자부터 비교하여 유니코드 번호가 작은 것을"
        " 고르기로",
        "Where counts are equal, we decide to take the pair whose joined piece is shorter, and where lengths"
        " are equal, too, the one whose characters, compared from the first, have the smaller Unicode number",
    )
    for better, worse in (
        ((("나", "나나"), 3), (("가", "가"), 2)),
        ((("나", "나"), 2), (("가", "가가"), 2)),
        ((("가", "나"), 2), (("가", "다"), 2)),
        ((("가나", "라"), 2), (("나", "가가"), 2)),
        ((("가", "나다"), 2), (("가나", "라"), 2)),
    ):
        assert tokens.best_pair(dict([worse, better])) == tokens.best_pair(dict([better, worse])) == better[0]


def test_merging_joins_all_and_only_the_pair() -> None:
    states(
        "`merge`는 낱말에서 그 쌍을 찾아 붙입니다",
        "`merge` finds that pair in a word and joins it",
    )
    assert tokens.merge(["a", "b", "a", "b", "c"], ("a", "b")) == ["ab", "ab", "c"]
    assert tokens.merge(["a", "a", "a"], ("a", "a")) == ["aa", "a"]
    assert tokens.merge(["b", "a"], ("a", "b")) == ["b", "a"]


def test_the_most_frequent_neighbors_are_joined_again_and_again() -> None:
    states(
        "**바이트 쌍 인코딩**(byte-pair encoding, BPE)은 글자에서 출발하여, 나란히 가장 자주 나오는 두 조각을"
        " 붙이는 일을 되풀이합니다",
        "**Byte-pair encoding** (BPE) starts from characters and repeatedly joins the two pieces that are"
        " most often side by side",
        "이 방법은 접미사도 조사도 모르고, 나란히 나온 횟수만 봅니다",
        "This method knows neither suffixes nor particles; it only sees how often pieces are side by side",
        "바이트 쌍 인코딩은 횟수에 기댑니다",
        "byte-pair encoding on counts",
        "글자에서 출발하여, 나란히 가장 자주 나오는 두 조각을 붙이기를 되풀이하여 서브워드를 정하는 방법",
        "A way to find subwords. It starts from characters and repeatedly joins the two pieces that are most"
        " often side by side",
    )
    assert all(len(piece) == 1 for word in tokens.pieces for piece in word)
    for count in range(6):
        pairs = tokens.count_pairs(tokens.learn_merges(tokens.pieces, count)[1])
        learned, _ = tokens.learn_merges(tokens.pieces, count + 1)
        assert pairs[learned[-1]] == max(pairs.values())
    # Other letters in the same order are merged alike.
    letters = sorted({*chain(*tokens.pieces)})
    other = [[chr(ord("a") + letters.index(letter)) for letter in word] for word in tokens.pieces]
    merged = tokens.learn_merges(tokens.pieces, 6)[1]
    assert [[*map(len, word)] for word in tokens.learn_merges(other, 6)[1]] == [
        [*map(len, word)] for word in merged
    ]


def test_frequent_words_become_one_piece_and_rare_ones_stay_in_several() -> None:
    states(
        "자주 나오는 낱말은 통째로 한 조각이 되고, 드문 낱말은 여러 조각으로 남습니다",
        "Frequent words become a single piece, and rare words stay in several",
        "낱말보다 작고 글자보다 클 수 있는 조각을 **서브워드**(subword)라고",
        "Such pieces, which may be smaller than words and larger than characters, are **subwords**",
        "글에서 배운, 글자보다 크거나 같고 낱말보다 작거나 같은 조각",
        "A piece learned from text that is at least a character and at most a word",
    )
    pieces = {word: len(tokens.bpe.encode(word)) for word in COUNTS}
    frequent, rare = (
        [pieces[word] == 1 for word in COUNTS if which(COUNTS[word])] for which in (_many, _once)
    )
    assert sum(frequent) > 0.9 * len(frequent) and sum(rare) < 0.05 * len(rare)
    middle = [piece for piece in tokens.bpe.encode("선생님들은", out_type=str) if len(piece.strip("▁")) > 1]
    assert middle and "선생님들은" not in middle
    assert all("▁" not in tokens.bpe.id_to_piece(number)[1:] for number in range(600))


def _many(count: int) -> bool:
    return count >= 7


def _once(count: int) -> bool:
    return count == 1


def test_six_merges_lead_to_six_pieces() -> None:
    states(
        "여섯 번 붙이는 동안 두 낱말이 어떻게 바뀌는지 봅시다. 맨 앞은 새로 생긴 조각입니다",
        "Let's watch two words during six merges. The new piece comes first",
        "‘선생님’이 … 번 만에 한 조각이 되었습니다",
        "After … merges, 선생님 (“teacher”) was a single piece",
        "마지막에는 두 낱말에 모두 있는 ‘들이’가 조각이 되었습니다. ‘들이’는 접미사 ‘들’과 조사 ‘이’이므로"
        " 형태소로는 둘입니다",
        "In the end 들이, which is in both words, became a piece as well. It is the suffix 들 and the"
        " particle 이, which are two morphemes",
    )
    assert ["".join(pair) for pair in tokens.learn_merges(tokens.pieces, 6)[0]] == MERGES
    printed = page.printed["byte-pair-encoding"].splitlines()
    assert [line.split()[0] for line in printed] == ["start", *MERGES]
    assert printed[-1].endswith("▁학생 들이 / ▁선생님 들이") and MERGES[-1] == "들이"
    cut = [line.split(" / ")[1].split() for line in printed]
    assert next(at for at, word in enumerate(cut) if "▁선생님" in word) == 3
    assert tagged("학생들이 학교에 갔다.")[1:3] == [("들", "XSN"), ("이", "JKS")]


def test_text_shortens_and_the_vocabulary_grows_with_each_merge() -> None:
    states(
        "이번에는 낱말 일곱 개를 모두 셉니다",
        "This time we count all seven words",
        "붙일 때마다 글은 짧아지고 어휘집은 커집니다",
        "Each merge makes the text shorter and the vocabulary larger",
        "글의 조각 수를 나타내는 선은 …에서 …까지 내려가고, 어휘집의 크기를 나타내는 선은 …에서 …까지"
        " 올라간다",
        "The line of pieces in the text goes down from … to …, and the line of the size of the vocabulary"
        " goes up from … to …",
        "가로축은 붙인 횟수 0부터 …까지",
        "The horizontal axis is the number of merges from 0 to …",
        "글의 조각은 …개에서 …개로 줄었고, 어휘집의 크기는 …에서 …로 늘었습니다",
        "The text went from … pieces to …, and the size of the vocabulary from … to …",
    )
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
    page.writes("pieces-by-merge", "Each merge shortens the text", "merges")
    assert tokens.lengths == lengths == sorted({*lengths}, reverse=True)
    assert tokens.sizes == sorted({*tokens.sizes})


def test_sentencepiece_makes_the_same_pieces_in_the_same_order() -> None:
    states(
        "어휘집의 크기 18은 특수 토큰 세 개, 낱낱의 글자 …개, 붙여서 만들 조각 여섯 개를 더한 수입니다",
        "The size of the vocabulary, 18, is the sum of three special tokens, … single characters, and six"
        " pieces to be made by merges",
        "sentencepiece는 특수 토큰에 0번부터 2번까지를 주고, 이어서 붙인 조각에 차례로 번호를 줍니다",
        "In sentencepiece, numbers 0 to 2 go to the special tokens, and the next ones to the merged pieces in"
        " their order. So `range(3, 9)` takes the six pieces",
        "조각도, 조각이 생긴 순서도 같습니다",
        "The pieces are the same, and so is the order in which they were made",
        "그래서 여섯 조각을 `range(3, 9)`로 꺼냅니다",
    )
    assert lists("train-sentencepiece") == [MERGES] and tokens.ours == tokens.theirs == MERGES
    assert page.printed["train-sentencepiece"].endswith("True\n")
    letters = {letter for word in tokens.toy for letter in word} | {"▁"}
    toy = tokens.toy_model
    assert toy.get_piece_size() == 18
    pieces = [toy.id_to_piece(number) for number in range(18)]
    assert all(toy.is_control(number) or toy.is_unknown(number) for number in range(3))
    assert pieces[3:9] == MERGES and {*pieces[9:]} == letters and len(letters) == 9
