"""Claims of lesson 1-1 on its first three sentences and their batch."""

from __future__ import annotations

from itertools import chain

import pytest
import torch
from literate.checking.claims import lesson, shown, states

wc = lesson("word_classification.py")
page = shown("word_classification.py")

THREE = [[2, 8, 6], [2, 7, 5, 6], [3, 4, 7, 5, 6]]
LABELS = [[0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1, 0]]


def code(cell: str) -> str:
    (found,) = [one.code for one in page.snippet.cells if one.name == cell]
    return found


def test_the_settings() -> None:
    states(
        "`float64`로, 한 스레드로 계산하고 소수점 아래 세 자리까지 보이라는 설정입니다",
        "we compute in `float64` and in one thread, and print three decimals",
        "수를 거듭제곱으로 줄여 적는 과학적 표기법(scientific notation)을 쓰지 말라는 뜻입니다",
        "`sci_mode=False` turns off scientific notation, which shortens numbers with powers of ten",
    )
    double, threads, printing = code("imports").splitlines()[-3:]
    assert double == "torch.set_default_dtype(torch.float64)" and threads == "torch.set_num_threads(1)"
    assert wc.small_model.linear.weight.dtype == torch.float64
    numbers = [number.strip("[], ()") for number in page.printed["first-guess"].split()]
    assert {len(number.split(".")[1]) for number in numbers if "." in number} == {3}
    small = torch.tensor([1e-5])
    try:
        torch.set_printoptions(precision=3, sci_mode=True)
        assert "e-05" in str(small)
        exec(printing, {"torch": torch})
        assert str(small) == "tensor([0.000])"
    finally:
        torch.set_printoptions(profile="default")


def test_the_three_sentences_and_their_labels() -> None:
    states(
        "“나는 좋은 선생님 입니다”에서는 ‘선생님’입니다",
        "In “나는 좋은 선생님 입니다” (I am a good teacher), it is ‘선생님’ (teacher)",
        "낱말마다 명사이면 1, 아니면 0을 붙였습니다",
        "Each word has a 1 if it is a noun, and a 0 if it is not",
        "지금은 알아보기 쉽도록 ‘입니다’도 띄어 적었습니다",
        "even ‘입니다’ (am, is) is set apart by a space",
        "‘나는’과 ‘당신은’은 사람을 가리키지만 대명사입니다",
        "‘나는’ (I) and ‘당신은’ (you) refer to people, but they are pronouns",
        "학교 문법에서 명사와 대명사는 다른 품사이므로 0을 붙였습니다",
        "so these words get a 0",
        "여기에서는 띄어쓰기로 나눈 낱말 하나가 토큰입니다",
        "Here, a token is what stands between spaces",
    )
    assert "나는 좋은 선생님 입니다" in wc.texts and all(text.endswith(" 입니다") for text in wc.texts)
    assert [(words, row) for words, row in wc.pairs] == [
        (text.split(" "), row) for text, row in zip(wc.texts, LABELS, strict=True)
    ]
    labels = {word: label for words, row in wc.pairs for word, label in zip(words, row, strict=True)}
    assert {word for word, label in labels.items() if label == 1} == {"학생", "선생님"}
    assert labels["나는"] == labels["당신은"] == 0
    page.prints("three-sentences", *chain.from_iterable(LABELS))


def test_the_vocabulary_numbers_the_words_after_two_tokens_that_are_not_words() -> None:
    states(
        "맨 앞의 둘은 낱말이 아닙니다",
        "The first two are not words",
        "`[PAD]`는 빈자리를 채울 때, `[UNK]`는 어휘집에 없는 낱말(unknown)을 만났을 때 씁니다",
        "`[PAD]` fills empty positions, and `[UNK]` stands for an unknown word, one that is not in the",
        "이제 문장은 번호의 줄이 됩니다",
        "Now a sentence becomes a row of numbers",
        "`ids.get(word, 1)`은 없는 낱말이면 1을 줍니다",
        "`ids.get(word, 1)` gives 1 for a word that is missing",
        "`small_vocabulary`와 `small_ids`는 이 세 문장의 어휘집과 번호입니다",
        "`small_vocabulary` and `small_ids` are the vocabulary and the numbers of these three sentences",
        "마지막 줄의 ‘친구’는 어휘집에 없어서 1이 되었습니다",
        "In the last row, ‘친구’ (friend) became 1, since it is not in the vocabulary",
    )
    words = {word for text in wc.texts for word in text.split()}
    assert wc.small_vocabulary[:2] == ["[PAD]", "[UNK]"] and set(wc.small_vocabulary[2:]) == words
    assert wc.small_ids == {word: number for number, word in enumerate(wc.small_vocabulary)}
    assert wc.small_ids["[PAD]"] == wc.x[0, -1] and wc.small_ids["[UNK]"] == 1
    assert "친구" not in wc.small_ids and wc.small_ids.get("친구", 1) == 1 != wc.small_ids.get("나는", 1)
    assert [wc.encode(text.split(), wc.small_ids) for text in wc.texts] == THREE
    page.prints("vocabulary", *range(9))
    page.prints("ids", *chain.from_iterable(THREE), 2, 7, 1, 6)


def test_a_dataset_gives_a_pair_for_each_sentence() -> None:
    states(
        "`Dataset`은 데이터가 몇 개이고 몇 번째가 무엇인지 알려 주는 상자입니다",
        "A `Dataset` is a box that says how many data points there are and what each of them is",
        "`__len__`과 `__getitem__` 두 가지만 정하면 됩니다",
        "We only need to define `__len__` and `__getitem__`",
        "`torch.tensor`는 리스트를 파이토치의 배열인 텐서(tensor)로 바꿉니다",
        "`torch.tensor` turns a list into PyTorch’s kind of array, a tensor",
        "하나는 번호의 줄과 라벨의 줄로 된 짝입니다",
        "Each is a pair of a row of numbers and a row of labels",
    )

    class Squares(torch.utils.data.Dataset):  # type: ignore[misc]
        def __len__(self) -> int:
            return 3

        def __getitem__(self, place: int) -> int:
            return place**2

    assert list(torch.utils.data.DataLoader(Squares(), 3)) == [pytest.approx(torch.tensor([0, 1, 4]))]
    assert isinstance(torch.tensor([1, 2]), torch.Tensor)
    assert len(wc.data) == 3
    assert [[part.tolist() for part in wc.data[place]] for place in range(3)] == [
        list(pair) for pair in zip(THREE, LABELS, strict=True)
    ]
    page.prints("dataset", 3, *THREE[0], *LABELS[0])
    page.says("dataset", "3")


def test_a_batch_is_filled_up_to_the_longest_sentence() -> None:
    states(
        "그런데 문장의 길이가 다릅니다",
        "But sentences differ in length",
        "`DataLoader`는 데이터를 몇 개씩 꺼낸 다음, 묶는 일을 `collate_fn`으로 넘긴 함수에 맡깁니다",
        "takes out a few data points at a time and leaves the packing to the function that we pass as",
        "이 함수가 짧은 문장의 뒤를 채워 길이를 맞춥니다",
        "This function fills up the ends of short sentences until all have the same length",
        "채우는 일은 `pad_sequence`가 합니다. `batch_first=True`는 문장 하나가 한 행이 되게 하라는 뜻입니다",
        "`pad_sequence` does the filling, and `batch_first=True` makes each sentence a row",
        "`next(iter(…))`는 첫 배치를 꺼냅니다",
        "`next(iter(…))` takes out the first batch",
        "번호의 빈자리는 …, 곧 `[PAD]`로 채웠습니다. 라벨의 빈자리는 −1로 채웠습니다",
        "Empty positions in the numbers are filled with …, that is, with `[PAD]`",
        "Empty positions in the labels are filled with −1",
        "0으로 채우면 ‘명사가 아니다’라는 진짜 라벨과 섞이기 때문입니다",
        "Had we used 0, they would be confused with the real label ‘not a noun’",
        "길이를 맞춘 배치는 네모난 표, 곧 행렬(matrix)입니다",
        "With equal lengths the batch is a rectangular table, that is, a matrix",
        "길이가 다른 문장은 패딩으로 맞추고",
        "Sentences of different lengths are padded",
    )
    x = [row + [0] * (5 - len(row)) for row in THREE]
    y = [row + [-1] * (5 - len(row)) for row in LABELS]
    assert wc.x.tolist() == x and wc.y.tolist() == y and wc.x.ndim == 2
    assert wc.small_ids["[PAD]"] == 0 and 0 in LABELS[0]
    parts = [torch.tensor(row) for row in THREE]
    padded = torch.nn.utils.rnn.pad_sequence(parts, batch_first=True, padding_value=0)
    assert padded.tolist() == x
    assert torch.nn.utils.rnn.pad_sequence(parts, padding_value=0).tolist() == padded.T.tolist()
    loader = torch.utils.data.DataLoader([1, 2, 3], batch_size=2, collate_fn=sum)
    assert next(iter(loader)) == 1 + 2
    page.prints("collate", *chain.from_iterable(x), *chain.from_iterable(y))
    page.says("collate", "0")
