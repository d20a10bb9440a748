"""Claims of lesson 2-3: which rows of a matrix have a gradient, and which ones a step moves."""

from __future__ import annotations

import pytest
import torch
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.words_and_vectors import COUNTS, FIRST, PICKED, SENTENCES, W, flat

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")


def test_the_gradient_of_the_loss_in_one_number() -> None:
    states(
        "문장에 나오지 않은 낱말은 $c=0$이므로 기울기도 0입니다. 두 번 나온 낱말은 기울기가 두 배입니다",
        "For a word that is not in the sentence, $c=0$, so the gradient is 0, too. For a word that occurs"
        " twice, it is twice as large",
    )
    claimed = formula("one-number-gradient")
    claimed.is_derivative_of("one-number-loss", "u", c=(0, 4), u=(-2, 2))
    for row in range(8):
        assert torch.equal(one.table.grad[row], one.first.count(row) * one.W[row])


def test_the_loss_in_one_number_is_what_that_number_adds_to_the_loss() -> None:
    states(
        "손실 $L$을 골라낸 수의 제곱을 모두 더한 값의 절반으로",
        "let the loss $L$ be half the sum of the squares of all numbers picked",
        "그 행의 낱말이 문장에 나온 횟수를 $c$라고 하면, 손실에서 $u$가 들어 있는 부분",
        "let $c$ be how often the word of its row occurs in the sentence. Then $\\ell(u)$, the part of the"
        " loss that contains $u$, is",
    )

    def of_one_number(c: float, u: float) -> float:
        matrix = torch.zeros(8, 3, dtype=torch.float64)
        matrix[0, 1] = u
        return c * float((matrix[torch.tensor([0])] ** 2).sum() / 2)

    formula("one-number-loss").agrees(of_one_number, c=(0, 4), u=(-2, 2))
    counts = torch.tensor([one.first.count(row) for row in range(8)])
    assert one.loss.item() == pytest.approx(float((counts[:, None] * one.W**2 / 2).sum()))


def test_the_gradient_is_the_row_as_often_as_it_was_picked() -> None:
    states(
        "`requires_grad_`는 기울기를 구할 텐서라고 표시하고, `backward`는 기울기를 구해 `grad`에 담습니다",
        "`requires_grad_` marks the tensor whose gradient we want, and `backward` computes the gradient and"
        " puts it into `grad`",
        "기울기의 0번 행은 $W$의 0번 행을 두 배 한 값이고, 1번과 2번 행은 $W$와 똑같습니다. 나머지 … 행은"
        " 모두 0입니다",
        "Row 0 of the gradient is twice row 0 of $W$; rows 1 and 2 are the same as in $W$. The other … rows"
        " are all 0",
        "기울기는 꺼낸 행에만 있습니다",
        "Only rows that were looked up have a gradient",
    )
    expected = [[2 * value for value in W[0]], W[1], W[2], *[[0.0] * 3] * 5]
    loss = sum(value**2 for value in flat(PICKED)) / 2
    page.prints("gradient", loss, *flat(expected))
    assert one.loss.item() == pytest.approx(loss)
    assert one.table.requires_grad and not one.W.requires_grad and one.W.grad is None
    table = one.W.clone().requires_grad_()
    loss = (table[one.numbers] ** 2).sum() / 2
    assert table.grad is None
    loss.backward()
    assert torch.equal(table.grad, one.table.grad)


def test_the_figure_of_the_gradient_has_three_colored_rows() -> None:
    states(
        "왼쪽은 행렬 W이고 오른쪽은 기울기이다",
        "the matrix W on the left and the gradient on the right",
        "오른쪽 표는 위의 세 행만 칠해져 있고 아래 … 행은 모두 0이다. 0번 행의 수는 W의 두 배이고, 1번과 2번"
        " 행은 W와 같다",
        "On the right only the top three rows are colored; the … rows below are all 0. The numbers in row 0"
        " are twice those of W; rows 1 and 2 are the same as in W",
        "문장에 나온 낱말의 행에만 기울기가 있습니다",
        "Only the rows of words in the sentence have a gradient",
        "나란히 놓인 두 표",
        "Two tables side by side",
    )
    left, right = sorted(page.figures["gradient-rows"][0].axes, key=lambda axis: axis.get_position().x0)
    assert (left.get_title(), right.get_title()) == ("W", "gradient") and right.yaxis_inverted()
    shown_left, shown_right = (
        {(int(y), int(x)): float(text.get_text()) for text in axis.texts for x, y in [text.get_position()]}
        for axis in (left, right)
    )
    assert {patch.get_y() for patch in right.patches if patch.get_alpha()} == {0, 1, 2} == {*one.first}
    for (row, column), value in shown_left.items():
        assert value == pytest.approx(W[row][column])
        assert shown_right[row, column] == pytest.approx([2, 1, 1, 0, 0, 0, 0, 0][row] * value)
    assert left.get_position().x1 < right.get_position().x0


def test_few_rows_of_a_large_vocabulary_have_a_gradient() -> None:
    states(
        "말뭉치의 어휘집이라면 …행 가운데 몇 행에만 기울기가 있습니다. 드물게 나오는 낱말은 배울 기회도"
        " 드뭅니다",
        "With the vocabulary of the corpus, only a few of … rows have a gradient. Words that are rare rarely"
        " get a chance to learn",
    )
    assert max(len(set(sentence)) for sentence in SENTENCES) < 10 < len(one.vocabulary) / 50
    rare = [word for word, count in COUNTS.items() if count == 1]
    assert all(sum(word in sentence for sentence in SENTENCES) == 1 for word in rare)


# Nudging


def slope(row: int, nudge: float, kind: torch.dtype = torch.float32) -> float:
    """Return how fast the lesson's loss grows with the number in column 0 of a row."""
    matrices = torch.stack([one.W, one.W]).to(kind)
    matrices[1, row, 0] += nudge
    before, after = (matrices[:, FIRST] ** 2).sum(dim=(1, 2)) / 2
    return float(after - before) / nudge


def test_nudging_a_number_shows_its_gradient_to_within_half_the_count_times_the_nudge() -> None:
    states(
        "$W$의 수 하나를 아주 조금 키울 때 손실이 얼마나 빨리 커지는지를 나타냅니다",
        "It is how fast the loss grows when one number of $W$ is increased very slightly",
        "몇 행을 골라 0번 열의 수를 `nudge`만큼 키우고, 손실이 늘어난 양을 `nudge`로 나눕니다",
        "In a few rows, we increase the number in column 0 by `nudge`, and divide the growth of the loss by"
        " `nudge`",
        "`1e-9`, 곧 0.000000001만큼만",
        "`1e-9`, which is 0.000000001",
        "7번 행은 아무리 키워도 손실이 그대로입니다. 0번 행과 1번 행에서는 두 값이 조금 다릅니다",
        "However much we increase the number in row 7, the loss stays the same. In rows 0 and 1 the two"
        " values differ a little",
    )
    page.prints(
        "gradient-by-nudging",
        *(0, 0.01, 0.2 + 0.01, 0.2),
        *(1, 0.01, 0.1 + 0.005, 0.1),
        *(7, 0.01, 0, 0),
        *(0, 1e-9, 0, 0.2),
    )
    assert 1e-9 == 0.000000001 and "nudge 1e-09" in page.printed["gradient-by-nudging"].splitlines()[-1]
    assert [slope(7, nudge) for nudge in (0.01, 1, 1000)] == [0, 0, 0]
    for row in (0, 1):
        exact = float(one.table.grad[row, 0])
        assert slope(row, 0.01) - exact == pytest.approx(0.01 * (2 - row) / 2, abs=1e-4)


def test_a_smaller_nudge_is_closer_to_the_gradient_until_rounding_takes_over() -> None:
    states(
        "0.01이 아주 작은 수는 아니어서 그렇고, 이보다 조금 작게 키우면 기울기에 더 가까워집니다",
        "because 0.01 is not very small; a somewhat smaller increase gets closer to the gradient",
        "너무 작게 키우면 반올림 오차 때문에 오히려 멀어집니다. 마지막 줄에서는 0이라는 엉뚱한 값이"
        " 나왔습니다",
        "when the increase is too small, rounding errors lead away from it again. In the last line we get 0,"
        " which is far off",
        "`float32`는 그만큼 작은 차이를 나타낼 수 없어서, 더해도 수가 바뀌지 않았기 때문입니다",
        "`float32` cannot represent such a small difference, so adding it left that number as it was",
    )
    off, off_exactly = (
        {
            nudge: abs(slope(0, nudge, kind) - one.table.grad[0, 0].item())
            for nudge in (1e-2, 1e-3, 1e-6, 1e-9)
        }
        for kind in (torch.float32, torch.float64)
    )
    assert off[1e-3] < off[1e-2] < min(off[1e-6], off[1e-9])
    # Rounding is the cause: with more digits, smaller is closer.
    assert off_exactly[1e-2] > off_exactly[1e-3] > off_exactly[1e-6] > off_exactly[1e-9]
    nudged = one.W.clone()
    nudged[0, 0] += 1e-9
    assert torch.equal(nudged, one.W) and slope(0, 1e-9) == 0 != one.table.grad[0, 0]


# Steps


def rows_moved(optimizer: torch.optim.Optimizer, tied: bool = False) -> list[list[int]]:
    """Return the rows of a matrix that change in a step with each of the two sentences."""
    (matrix,) = optimizer.param_groups[0]["params"]
    moved = []
    for numbers in (FIRST, [3, 4, 5, 6, 7]):
        before = matrix.detach().clone()
        optimizer.zero_grad()
        picked = matrix[torch.tensor(numbers)]
        (torch.softmax(picked @ matrix.T, dim=1)[:, 0] if tied else picked**2).sum().backward()
        optimizer.step()
        moved.append((matrix != before).any(dim=1).nonzero().flatten().tolist())
    return moved


def fresh() -> list[torch.Tensor]:
    return [torch.tensor(W, requires_grad=True)]


OWN, EVERY = [[0, 1, 2], [3, 4, 5, 6, 7]], [*range(8)]


def test_methods_that_use_earlier_directions_move_rows_without_a_gradient() -> None:
    states(
        "`SGD`로는 문장에 나온 낱말의 행만 바뀌었습니다. 그러나 `Adam`의 두 번째 걸음에서는 첫 번째 문장에만"
        " 나온 낱말의 행도 바뀌었습니다",
        "With `SGD`, only the rows of words in the sentence changed. But in the second step of `Adam`, the"
        " rows of words that are in the first sentence only changed, too",
        "`Adam`은 지난 기울기를 기억해 두었다가 다음 걸음에도 쓰기 때문입니다",
        "because `Adam` remembers earlier gradients and uses them in the next step",
        "지난 기울기의 방향까지 쓰는 방법에서는 전에 기울기를 받은 행이라면 이번 기울기가 0이어도 움직입니다",
        "Methods that use the direction of earlier gradients like this move a row that had a gradient before,"
        " even if its gradient is 0 now",
    )
    page.prints("rows-that-move", *OWN[0], *OWN[1], *OWN[0], *EVERY)
    assert [line.split(":")[0] for line in page.printed["rows-that-move"].splitlines()] == [
        *["SGD"] * 2,
        *["Adam"] * 2,
    ]
    # These forget the directions of earlier gradients.
    for plain in (torch.optim.SGD, torch.optim.Adagrad, torch.optim.RMSprop):
        assert rows_moved(plain(fresh(), lr=0.1)) == OWN
    assert rows_moved(torch.optim.Adam(fresh(), lr=0.1, betas=(0.0, 0.999))) == OWN
    assert rows_moved(torch.optim.Adam(fresh(), lr=0.1)) == [OWN[0], EVERY]
    assert rows_moved(torch.optim.SGD(fresh(), lr=0.1, momentum=0.9)) == [OWN[0], EVERY]


def test_gradient_descent_moves_against_the_gradient_and_adam_otherwise() -> None:
    states(
        "`SGD`는 기울기의 반대쪽으로 옮기기만 하는 경사하강법이고",
        "`SGD` is gradient descent that does nothing but move against the gradient",
        "손실이 줄어드는 쪽으로 $W$의 수를 조금씩 고칩니다. 어느 쪽으로 고칠지는 **기울기**(gradient)가 알려"
        " 줍니다",
        "change the numbers of $W$ little by little so that the loss gets smaller. The **gradient** says"
        " which way",
    )
    for kind, is_plain in ((torch.optim.SGD, True), (torch.optim.Adam, False)):
        (matrix,) = parameters = fresh()
        optimizer = kind(parameters, lr=0.1)
        for numbers in (FIRST, [3, 4, 5, 6, 7]):
            before = matrix.detach().clone()
            optimizer.zero_grad()
            (matrix[numbers] ** 2).sum().backward()
            optimizer.step()
            assert torch.equal(matrix, before - 0.1 * matrix.grad) is is_plain
    losses = [((one.W + step * one.table.grad)[one.numbers] ** 2).sum().item() for step in (-0.01, 0, 0.01)]
    assert losses == sorted({*losses})


def test_rows_that_never_had_a_gradient_move_by_weight_decay_or_scores_only() -> None:
    states(
        "한 번도 나오지 않은 낱말의 행은 `Adam`으로도 바뀌지 않습니다. 기억할 기울기가 없기 때문입니다",
        "The rows of words that never occurred do not change with `Adam` either, since there is no gradient"
        " to remember",
        "첫 번째 걸음에서 두 번째 문장의 낱말은 아직 나오지 않았고, 그 행은 모두 그대로였습니다",
        "In the first step, the words of the second sentence had not occurred yet, and all of their rows"
        " stayed as they were",
        "모든 수를 0 쪽으로 조금씩 줄이는 가중치 감쇠(weight decay)를 쓰면 그런 행도 바뀝니다",
        "weight decay, which moves all numbers a little toward 0, changes even such rows",
        "같은 $W$로 모든 낱말의 점수까지 매기는 모델에서는 나오지 않은 낱말의 행에도 기울기가 생깁니다",
        "in a model that uses the same $W$ to score all words, even the rows of words that do not occur have"
        " a gradient",
    )
    adam_first = page.printed["rows-that-move"].splitlines()[2]
    assert adam_first == "Adam: [0, 1, 2]" and not {*one.first} & {*one.second}
    assert rows_moved(torch.optim.Adam(fresh(), lr=0.1))[0] == OWN[0]
    for kind in (torch.optim.SGD, torch.optim.AdamW):
        (decayed,) = parameters = fresh()
        optimizer = kind(parameters, lr=0.1, weight_decay=0.1)
        (decayed[FIRST] ** 2).sum().backward()
        optimizer.step()
        assert torch.allclose(decayed[3:], 0.99 * one.W[3:]) and decayed[3:].any()
    assert rows_moved(torch.optim.SGD(fresh(), lr=0.1, weight_decay=0.1)) == [EVERY, EVERY]
    assert rows_moved(torch.optim.SGD(fresh(), lr=0.1), tied=True) == [EVERY, EVERY]
