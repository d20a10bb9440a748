"""Claims of lesson 2-2 on words and their numbers, held against a computation of its own."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import Counter

from literate.checking.claims import lesson, shown, states
from literate.environment import ROOT

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


def code_of(name: str) -> str:
    return next(cell.code for cell in page.snippet.cells if cell.name == name)


def numbered(sentence: str) -> list[int]:
    return [2, *(NUMBERS.get(word, 1) for word in sentence.split(" ")), 3]


def test_only_numpy_matplotlib_and_two_tokenizers_do_not_come_with_python() -> None:
    states(
        "나머지는 파이썬에 들어 있거나 NumPy와 Matplotlib입니다",
        "The rest comes with Python, or is NumPy and Matplotlib",
        "형태소는 `kiwipiepy`가, 서브워드는 `sentencepiece`가 나누어 줍니다",
        "`kiwipiepy` cuts Korean into morphemes, and `sentencepiece` cuts text into subwords",
    )
    roots = {
        name.split(".")[0]
        for name in re.findall(r"^(?:import|from) ([\w.]+)", code_of("imports"), re.MULTILINE)
    }
    assert roots - sys.stdlib_module_names == {"kiwipiepy", "sentencepiece", "numpy", "matplotlib"}
    assert tokens.Kiwi.__module__.startswith("kiwipiepy") and "kiwi.tokenize" in code_of("morphemes")
    assert type(tokens.bpe).__module__ == "sentencepiece"


def test_the_corpus_is_read_without_what_is_held_out() -> None:
    states(
        "이 사이트의 과들이 함께 쓰는 **말뭉치**(corpus)를 읽습니다",
        "We read the **corpus** that the lessons of this site share",
        "짧은 문장이 한 줄에 하나씩 있습니다",
        "short Korean sentences from school and home, one on each line",
        "열 줄마다 한 줄은 시험할 때만 쓰려고 `held_out`에 떼어 두고, `del`로 본래 목록에서 지웁니다",
        "One line in ten is set aside in `held_out`, to be used for tests only, and `del` removes those lines"
        " from the original list",
        "출력의 둘째 줄에 있는 문장을 예로 씁니다",
        "The sentence in the second line of the output is our example",
        "학습에 쓸 문장이 …개, 떼어 둔 문장이 …개입니다",
        "There are … sentences to learn from, and … are held out",
        "이 사이트의 말뭉치는 짧은 문장 300개입니다",
        "The corpus of this site has 300 short sentences",
    )
    assert tokens.sentences == TRAIN and tokens.held_out == HELD_OUT
    page.prints("corpus", 270, 30)
    assert page.printed["corpus"].splitlines()[1] == EXAMPLE == tokens.example
    assert all(line.count(line[-1]) == 1 and line[-1] in ".?!" and len(line) < 40 for line in LINES)
    readers = [
        path for path in (ROOT / "snippets").glob("*.py") if "data/corpus.txt" in path.read_text("utf-8")
    ]
    assert len(readers) > 1
    assert len(LINES) == 300


# Characters and words


def test_characters_and_words() -> None:
    states(
        "글자로 나눌 때는 공백도 토큰입니다",
        "Among characters, spaces are tokens, too",
        "글자로 나누면 토큰이 …개, 띄어쓰기로 나누면 …개입니다",
        "As characters these are … tokens, and as words …",
    )
    assert lists("characters-and-words") == [[*EXAMPLE], re.findall(r"\S+", EXAMPLE)]
    characters, words = lists("characters-and-words")
    assert " " in characters and " " not in "".join(words)


def test_only_split_without_a_space_takes_spaces_as_one() -> None:
    states(
        '`split(" ")`과 `split()`은 다릅니다. 가운데에 공백이 두 번 이어지고 끝에도 공백이 붙은 글을',
        '`split(" ")` and `split()` are different. Let\'s cut a text with a double space and a space at its'
        " end",
        '`split(" ")`은 공백 하나하나에서 자르므로, 공백과 공백 사이에서도 글 끝에 붙은 공백의 뒤에서도 빈'
        " 토큰이 나옵니다",
        '`split(" ")` cuts at each single space, so there are empty tokens between two spaces and after a'
        " space at the end",
        "`split()`은 이어진 공백을 한 번에 자르고 양 끝의 공백은 버립니다. 줄바꿈과 탭에서도 자릅니다",
        "`split()` takes spaces that follow each other as one, and drops those at both ends. It cuts at line"
        " breaks and tabs, too",
    )
    assert re.fullmatch(r"\S+  \S+ \S+ ", tokens.untidy)
    # An empty token between two spaces, and one after the last space.
    assert lists("two-ways-to-split") == [["우리", "", "반", "학생", ""], ["우리", "반", "학생"]]
    for space in "\t\n":
        assert f" a{space}b   c ".split() == ["a", "b", "c"]


def test_marks_stick_to_words() -> None:
    states(
        "문장 부호가 낱말에 붙어 있습니다. ‘갔’으로 시작하는 낱말을",
        "punctuation marks stick to them. Let's collect the words that begin with 갔 (“went”)",
        "‘갔다.’에는 마침표가 들어 있습니다. 마침표가 없는 ‘갔다’와는 다른 토큰입니다",
        "갔다. contains a period. It is not the same token as 갔다 without one",
    )
    assert lists("marks-on-words") == [sorted(word for word in COUNTS if word[0] == "갔")]
    assert "갔다." in tokens.ids and "갔다" not in tokens.ids and "갔다." in page.printed["marks-on-words"]


# The vocabulary


def test_the_vocabulary_is_in_a_fixed_order_behind_the_special_tokens() -> None:
    states(
        "많이 나온 낱말부터 순서대로 붙이고, 횟수가 같으면 가나다순으로 붙입니다",
        "we number the words, the most frequent first, and in alphabetical order where counts are equal",
        "맨 앞의 … 번호는 낱말이 아니라 특수 토큰(special token)에 줍니다",
        "The first … numbers do not go to words but to special tokens",
        "특수 토큰 다음으로 가장 흔한 낱말들이 보입니다",
        "After the special tokens come the most frequent words",
        "번호는 정해진 순서로 붙입니다",
        "numbers are given in a fixed order.",
        "어휘집의 크기는 …입니다. 특수",
        "The size of the vocabulary is …. After",
        "모델이 아는 낱말과 그 번호를 적은 목록",
        "The list of words that a model knows, each with its number",
    )
    specials = ["[PAD]", "[UNK]", "[BOS]", "[EOS]"]
    assert tokens.vocabulary == [*specials, *NUMBERS] and not {*specials} & {*COUNTS}
    page.prints("vocabulary", len(COUNTS) + 4)
    assert lists("vocabulary") == [[*specials, *list(NUMBERS)[:4]]]
    assert tokens.build_vocabulary(tokens.words[::-1]) == tokens.vocabulary


def test_the_key_of_sorted_is_what_is_compared() -> None:
    states(
        "`sorted`의 `key`는 무엇을 비교하여 늘어놓을지 정합니다. 횟수에 마이너스를 붙였으므로 많은 것이 앞에",
        "The `key` of `sorted` says what is compared. With the minus sign on the counts, the largest come"
        " first",
    )
    assert tokens.build_vocabulary(["나", "가", "다", "다"])[4:] == ["다", "가", "나"]
    assert sorted([1, 3, 2], key=lambda number: -number) == [3, 2, 1] == sorted([1, 3, 2])[::-1]


def test_sentences_become_numbers_and_come_back_but_for_unknown_words() -> None:
    states(
        "어휘집에 없는 낱말은 `get`이 `[UNK]`의 번호로 바꿉니다",
        "`get` gives words that are not in the vocabulary the number of `[UNK]`",
        "아는 문장 하나와 떼어 둔 문장 하나로",
        "Let's try one sentence that we know and one that is held out",
        "아는 문장은 그대로 돌아왔습니다. 떼어 둔 문장에서는 낱말 … 개가 `[UNK]`가 되었습니다",
        "The sentence that we know came back unchanged. In the held-out one, … words became `[UNK]`",
        "한번 `[UNK]`가 되면 본래 무엇이었는지 알 길이 없습니다. 모르는 토큰은 **되돌릴 수 없습니다**",
        "Once a word is `[UNK]`, there is no way to tell what it was. Unknown tokens **cannot be turned"
        " back**",
        "모르는 토큰은 `[UNK]`가 되고, 되돌릴 수 없습니다",
        "Unknown tokens become `[UNK]` and cannot be turned back",
        "토크나이저는 글을 토큰으로 나누고, 어휘집은 토큰에 번호를 붙입니다",
        "A tokenizer cuts text into tokens, and a vocabulary numbers them",
        "글을 낱말이나 글자 같은 조각으로 나누는 도구. 나뉜 조각을 토큰이라고",
        "A tool that splits text into pieces, such as words or characters. The pieces are called tokens",
        "`[UNK]`는 모르는(unknown) 토큰, `[BOS]`와 `[EOS]`는 문장의 처음(beginning)과 끝(end)을 알리는"
        " 토큰입니다",
        "`[UNK]` stands for unknown tokens, and `[BOS]` and `[EOS]` mark the beginning and the end of a"
        " sentence",
    )
    one, other = numbered(EXAMPLE), numbered(HELD_OUT[0])
    page.prints("encode-and-decode", *one, *other)
    printed = page.printed["encode-and-decode"].splitlines()
    assert printed[1] == f"[BOS] {EXAMPLE} [EOS]"
    assert printed[3].count("[UNK]") == 2 == other.count(1)
    for sentence in TRAIN:
        numbers = tokens.encode(sentence.split(), tokens.ids)
        assert numbers == numbered(sentence)
        assert " ".join(tokens.vocabulary[number] for number in numbers[1:-1]) == sentence
    unknown = {word for word in TEST_WORDS if word not in COUNTS}
    assert {tuple(tokens.encode([word], tokens.ids)) for word in unknown} == {(2, 1, 3)}
    assert tokens.vocabulary[1] == "[UNK]" and len(unknown) > 1


def test_the_order_of_a_set_depends_on_the_run() -> None:
    states(
        "`subprocess.run`으로 파이썬을 두 번 새로 실행하며, 같은 집합을 출력해",
        "we start Python anew twice and print one and the same set",
        "`set`의 순서는 실행할 때마다 달라질 수 있습니다",
        "The order of a `set` may differ from run to run",
        "환경 변수 `PYTHONHASHSEED`로 시드를 두 가지로 정해 차이를 보입니다",
        "The environment variable `PYTHONHASHSEED` sets the seed to two values that show the difference",
        "순서가 다릅니다. 이 순서로",
        "The orders differ",
        "오류는 나지 않습니다. 번호는",
        "There is no error. Numbers",
    )
    one, other = lists("order-of-a-set")
    assert one != other and sorted(one) == sorted(other) == ["교실", "선생님", "학생"]
    orders = {started(tokens.code, seed) for seed in "11122"}
    assert orders == {*page.printed["order-of-a-set"].splitlines()} and len(orders) == 2
    numberings = [{word: number for number, word in enumerate(order)} for order in (one, other)]
    restored = [one[numberings[1][word]] for word in one]
    assert restored != one and {*restored} == {*one}


def started(code: str, seed: str) -> str:
    """Return what a new Python prints."""
    run = [sys.executable, "-I" if seed == "random" else "-s", "-c", code]
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(run, env=surroundings, capture_output=True, check=True).stdout.decode().strip()


def test_a_hash_is_an_integer_of_a_string_and_a_seed_that_usually_differs() -> None:
    states(
        "집합의 순서는 문자열로 계산한 정수인 해시(hash)에 달려 있고, 해시를 계산하는 데 쓰는 시드는 보통"
        " 실행할 때마다 아무렇게나 정해지기 때문입니다",
        "It depends on hashes, which are integers computed from the strings, and the seed of that computation"
        " is usually chosen at random at each start",
    )
    code = "print(hash('학생'))"
    assert isinstance(hash("학생"), int) and hash("학생") == hash("".join(["학", "생"]))
    assert started(code, "1") == started(code, "1") != started(code, "2")
    assert len({started(code, "random") for _ in range(3)}) == 3


def test_words_of_lesson_1_1_were_sorted_and_a_counter_needs_no_sorting() -> None:
    states(
        "낱말을 `set`에 모아 중복을 없앤 다음 `sorted`로 늘어놓고 번호를 붙였습니다",
        "we collected the words in a `set`, which removes duplicates, and put them in order with `sorted`"
        " before",
        "이 과에서 쓴 `Counter`는 낱말이 처음 나온 순서를 지키므로 이런 걱정이 없습니다",
        "`Counter`, which we use in this lesson, is safe: it keeps the order in which words first occur",
    )
    tree = ast.parse((ROOT / "snippets" / "word_classification.py").read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    (build,) = (ast.unparse(node) for node in functions if node.name == "build_vocabulary")
    assert re.search(r"known = \{word for .*\}\n.*\*sorted\(known\)", build)
    assert [*Counter(tokens.words)] == [*dict.fromkeys(tokens.words)]
