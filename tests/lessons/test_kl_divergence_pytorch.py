"""Claims of lesson 2-6 on its sentences about PyTorch’s functions and about learning from a teacher."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states
from torch.distributions import Categorical, kl_divergence

lesson_kl, page = lesson("kl_divergence.py"), shown("kl_divergence.py")

STUDENT, TEACHER, GOOD, VERY = range(4)


def test_numpy_shows_small_numbers_without_an_e() -> None:
    states(
        "`suppress=True`는 배열을 출력할 때 아주 작은 수에도 `e`가 든 표기를 쓰지 말라는 설정입니다",
        "`suppress=True` tells NumPy to show even tiny numbers without the notation that contains an `e`",
    )
    for is_suppressed in (True, False):
        with np.printoptions(precision=4, suppress=is_suppressed):
            assert ("e" in str(np.array([1e-6, 0.5]))) != is_suppressed


def test_categorical_has_the_order_of_the_formula() -> None:
    states(
        "손으로 구한 값과 같습니다. 순서도 우리 식과 같아서 평균을 내는 분포가 앞에 옵니다",
        "The value is the same as the one that we computed by hand. The order is also that of our formula:"
        " the distribution over which we average comes first",
    )
    p, q = lesson_kl.p, lesson_kl.q
    assert (lesson_kl.true_words.probs.numpy() == p).all() and (
        lesson_kl.model_words.probs.numpy() == q
    ).all()
    assert lesson_kl.by_categorical == pytest.approx(lesson_kl.kl_divergence(p, q))
    assert lesson_kl.by_categorical != pytest.approx(lesson_kl.kl_divergence(q, p))
    theirs = kl_divergence(lesson_kl.true_words, lesson_kl.model_words).item()
    assert theirs == pytest.approx(np.average(np.log(p / q), weights=p))
    assert isinstance(lesson_kl.true_words, Categorical)


def test_the_loss_takes_the_logarithms_of_the_model_first() -> None:
    states(
        r"첫 번째 인수에는 모델의 **로그** 확률 $\log q$를, 두 번째 인수에는 맞추어야 할 확률 $p$를 로그"
        " 없이 넣습니다",
        r"Its first argument is the **log** probability that the model gives to each word, $\log q$. Its"
        " second argument is the target probability of each word, $p$, without a logarithm",
        '`reduction="sum"`은 낱말마다 구한 항을 모두 더하라는 뜻입니다',
        'The argument `reduction="sum"` says that the terms of all the words are added up',
        "식과는 순서가 반대입니다. 다른 손실 함수처럼 모델의 예측을 앞에 두었기 때문입니다",
        "The order is the reverse of that in the formula, because the prediction of the model comes first,"
        " as in other loss functions",
        r"`KLDivLoss(log q, p)`가 $\operatorname{KL}(p \parallel q)$입니다. 손으로 구한 것과 똑같이 …입니다",
        r"`KLDivLoss(log q, p)` is $\operatorname{KL}(p \parallel q)$. The value is …, exactly the same as"
        " by hand",
        "`KLDivLoss`에는 모델의 로그 확률을 먼저, 맞추어야 할 확률을 나중에 넣고, 평균은 `batchmean`으로"
        " 냅니다",
        "`KLDivLoss` takes the model’s log probability of each word first and the target probability second."
        " For the mean, use `batchmean`",
    )
    p, q = lesson_kl.tensor_p, lesson_kl.tensor_q
    right = pytest.approx(lesson_kl.kl_divergence(lesson_kl.p, lesson_kl.q))
    assert lesson_kl.right_call == lesson_kl.summed(q.log(), p).item() == right
    assert right not in (lesson_kl.summed(p.log(), q).item(), lesson_kl.summed(q, p.log()).item())
    terms = torch.nn.KLDivLoss(reduction="none")(q.log(), p)
    assert terms.shape == (4,) and terms.sum().item() == lesson_kl.right_call
    batch = torch.nn.KLDivLoss(reduction="batchmean")(q.log().expand(5, 4), p.expand(5, 4))
    assert batch.item() == right


def test_no_wrong_call_is_an_error() -> None:
    states(
        "확률을 그대로 넣고, 순서를 바꾸고, 양쪽에 모두 로그를 취합니다",
        "We put in the probabilities as they are, then swap the order, then take the logarithm of both",
        "오류는 한 번도 나지 않습니다",
        "There is never an error",
        "로그를 빠뜨리면 …입니다. 음수이니 깁스 부등식을 떠올리면 틀린 줄 알 수 있습니다",
        "If we forget the logarithm, we get …. This is negative, so if we remember Gibbs’ inequality, we"
        " know that it is wrong",
        r"순서를 바꾸면 …입니다. 그럴듯한 양수이지만 반대 방향인 $\operatorname{KL}(q \parallel p)$입니다",
        "If we swap the order, we get …. This is a plausible positive number, but it is the other direction,"
        r" $\operatorname{KL}(q \parallel p)$",
        "두 번째 인수에도 로그를 취하면 `nan`입니다. 음수의 로그를 구하려 했기 때문입니다",
        "If we take the logarithm of the second argument as well, we get `nan`, because PyTorch then tries"
        " to take the logarithm of negative numbers",
        "로그 확률을 주려면 `log_target=True`라고 알려야 하고, 그렇게 얻은 값은 …입니다",
        "If we want to pass log probabilities, we have to say `log_target=True`, and then we get …",
    )
    p, q, summed = lesson_kl.tensor_p, lesson_kl.tensor_q, lesson_kl.summed
    assert summed(q, p).item() == lesson_kl.not_a_log < 0
    assert summed(p.log(), q).item() == lesson_kl.swapped > 0
    assert lesson_kl.swapped == pytest.approx(lesson_kl.kl_divergence(lesson_kl.q, lesson_kl.p))
    assert summed(q.log(), p.log()).isnan() and math.isnan(lesson_kl.both_logs)
    assert (p.log() < 0).all() and p.log().log().isnan().all()
    assert lesson_kl.both_logs_told == pytest.approx(lesson_kl.right_call)


def test_the_default_divides_by_the_words_as_well() -> None:
    states(
        "첫 번째 문맥에서는 $p$를 $q$로, 두 번째 문맥에서는 $q$를 $p$로 예측합니다",
        "In the first context, $q$ predicts $p$; in the second, $p$ predicts $q$",
        '`reduction="batchmean"`을 주면 손으로 구한 평균과 똑같이 …입니다. 아무것도 지정하지 않으면 …입니다',
        'With `reduction="batchmean"`, the value is …, exactly the same as the mean computed by hand. If'
        " we specify nothing, it is …",
        "분포의 수뿐 아니라 낱말의 수로도 나누어서 …분의 1이 되었습니다",
        "PyTorch divided not only by the number of distributions but also by the number of words, so the"
        " value is … times too small",
        "다행히 이때는 파이토치가 경고를 냅니다",
        "Fortunately, PyTorch gives a warning in this case",
    )
    p, q = lesson_kl.p, lesson_kl.q
    assert (lesson_kl.several_p.numpy() == [p, q]).all() and (lesson_kl.several_q.numpy() == [q, p]).all()
    terms = torch.nn.KLDivLoss(reduction="none")(lesson_kl.several_q.log(), lesson_kl.several_p)
    by_hand = (lesson_kl.kl_divergence(p, q) + lesson_kl.kl_divergence(q, p)) / 2
    assert lesson_kl.right_mean == pytest.approx(terms.sum().item() / 2) == pytest.approx(by_hand)
    assert lesson_kl.wrong_mean == pytest.approx(terms.sum().item() / (2 * len(lesson_kl.words)))
    assert len(lesson_kl.caught) == 1 and "batchmean" in str(lesson_kl.caught[0].message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        torch.nn.KLDivLoss(reduction="batchmean")(lesson_kl.several_q.log(), lesson_kl.several_p)


@pytest.mark.filterwarnings("ignore:reduction")
def test_a_large_vocabulary_shrinks_the_default_as_much() -> None:
    states(
        "어휘집에 낱말이 수만 개라면 손실도 수만분의 1로 줄어, 학습률이 그대로인 경사하강법은 거의 나아가지"
        " 못합니다",
        "If a vocabulary has tens of thousands of words, the loss becomes tens of thousands of times"
        " smaller, and gradient descent with the same learning rate hardly gets anywhere",
    )
    target = torch.zeros(1, 30_000, dtype=torch.float64)
    target[0, :4] = lesson_kl.tensor_p
    left = {}
    for reduction in ("batchmean", "mean"):
        logits = torch.zeros_like(target, requires_grad=True)
        optimizer, loss_of = torch.optim.SGD([logits], lr=1), torch.nn.KLDivLoss(reduction=reduction)
        losses = []
        for _ in range(30):
            losses.append(loss_of(logits.log_softmax(dim=1), target))
            optimizer.zero_grad()
            losses[-1].backward()
            optimizer.step()
        left[reduction] = losses[0].item(), losses[-1].item() / losses[0].item()
    assert left["batchmean"][0] / left["mean"][0] == pytest.approx(30_000)
    assert left["batchmean"][1] < 0.5 and left["mean"][1] > 0.999


def test_batchmean_divides_by_the_first_axis_only() -> None:
    states(
        "`batchmean`은 첫 번째 축의 길이로만 나눕니다. 문장 두 개에 자리를 셋씩 두고, 자리마다 똑같이 $p$를"
        " $q$로 예측해 봅시다",
        "`batchmean` divides only by the length of the first axis. Let's take two sentences with three"
        " positions each, where at every position $q$ predicts $p$ in the same way",
        "`expand`는 같은 값을 되풀이하여 축을 늘립니다",
        "The method `expand` repeats the same values to add axes",
        "평균은 하나만 넣었을 때와 같아야 하는데, 나온 값은 거기에 자리의 수를 곱한 …입니다",
        "The mean should be the same as for a single distribution, but the value is …. It is too large by a"
        " factor of the number of positions",
        "축이 문장, 자리, 낱말의 차례라면 문장과 자리를 먼저 한 축으로 펼쳐야 합니다. 펼치면 …입니다",
        "If the axes are sentence, position, and word, in this order, we must first flatten sentences and"
        " positions into one axis. Then the value is …",
        "앞에서 분포 하나를 넣을 때 `sum`을 쓴 것도 첫 번째 축이 낱말이었기 때문입니다",
        "This is also why we used `sum` above, when we put in a single distribution: its first axis was the"
        " words",
    )
    log_q, p = lesson_kl.sentences_q, lesson_kl.sentences_p
    assert log_q.shape == p.shape == (2, 3, 4)
    assert (p == lesson_kl.tensor_p).all() and (log_q == lesson_kl.tensor_q.log()).all()
    summed = lesson_kl.summed(log_q, p).item()
    assert lesson_kl.three_places == pytest.approx(summed / 2) == pytest.approx(3 * lesson_kl.right_call)
    assert lesson_kl.one_axis == pytest.approx(lesson_kl.right_call)
    one_alone = lesson_kl.by_sentence(lesson_kl.tensor_q.log(), lesson_kl.tensor_p).item()
    assert one_alone == pytest.approx(lesson_kl.right_call / 4)


def test_the_student_starts_uniform_and_learns_all_the_probabilities() -> None:
    states(
        "이때는 $p$가 교사 모델의 확률이므로 값을 정확히 알고, KL 발산을 바로 구할 수 있습니다",
        "since $p$ is now the distribution of the teacher model, we know its values exactly and can compute"
        " the KL divergence directly",
        "정답 낱말 하나만 배울 때와 달리, 다른 낱말이 올 확률까지 배울 수 있습니다",
        "A model that learns from the one correct word alone hears nothing about the others. Here, it also"
        " learns how probable the other words are",
        "학생 모델을 로짓이 모두 0인 상태, 곧 균등분포에서 출발시킵니다. KL 발산을 손실로 삼고, 교차"
        " 엔트로피도 함께 적어 둡니다",
        "All of its logits start at 0, so it starts from the uniform distribution. We take the KL divergence"
        " as the loss and record the cross entropy as well",
        "예순 걸음 뒤에 KL 발산은 …입니다. 같은 때에 교차 엔트로피는 …에서 멈추어 있습니다",
        "After sixty steps, the KL divergence is …. By then, the cross entropy has come to rest at …",
    )
    p, uniform = lesson_kl.p, torch.zeros(4).softmax(dim=0).double().numpy()
    assert uniform == pytest.approx(1 / 4)
    assert lesson_kl.student_kls[0] == pytest.approx(lesson_kl.kl_divergence(p, uniform))
    assert lesson_kl.student_costs[0] == pytest.approx(lesson_kl.cross_entropy(p, uniform))
    assert lesson_kl.loss.item() == lesson_kl.student_kls[60]
    assert abs(np.diff(lesson_kl.student_costs[50:])).max() < 1e-6
    assert lesson_kl.student.softmax(dim=0).tolist() == pytest.approx(p.tolist(), abs=1e-3)
    from_answer = torch.zeros(4, requires_grad=True)
    torch.nn.CrossEntropyLoss()(from_answer, torch.tensor(STUDENT)).backward()
    assert from_answer.grad is not None and len(from_answer.grad[[TEACHER, GOOD, VERY]].unique()) == 1


def test_the_two_losses_of_the_student_keep_their_distance() -> None:
    states(
        "나란히 내려가는 두 곡선 가운데 아래의 KL 발산은 0에 붙고, 위의 교차 엔트로피는 엔트로피의 높이 …에"
        " 그은 가로 점선에 붙는다",
        "Two curves come down side by side. The lower one, the KL divergence, settles at 0, and the upper"
        " one, the cross entropy, settles at a dashed horizontal line at the height of the entropy, …",
        "두 곡선은 늘 같은 간격을 두고 내려갑니다. 그 간격이 교사 모델의 엔트로피 …입니다",
        "The two curves always keep the same distance as they come down. This distance is the entropy of the"
        " teacher model, …",
        "위 곡선만 보면 배움이 덜 끝난 것 같지만, 아래 곡선을 보면 학생 모델은 이미 다 배웠습니다",
        "If we look only at the upper curve, it seems that there is more to learn. But the lower curve tells"
        " us that the student model has already learned everything",
    )
    (axis,) = page.figures["the-floor-of-the-loss"][0].axes
    costs, kls, floor = (line.get_ydata() for line in axis.lines)
    page.draws("the-floor-of-the-loss", range(21), costs, "cross entropy")
    page.draws("the-floor-of-the-loss", range(21), kls, "KL")
    entropy = pytest.approx(lesson_kl.entropy(lesson_kl.p))
    assert list(floor) == [entropy] * 2 and axis.lines[2].get_linestyle() == "--"
    assert np.subtract(costs, kls) == entropy and (np.diff(costs) < 0).all() and (np.diff(kls) < 0).all()
    assert kls[-1] == pytest.approx(0, abs=1e-4) and costs[-1] == pytest.approx(floor[0], abs=1e-4)
    assert costs[-1] > 1


def test_the_student_learns_the_same_from_either_loss() -> None:
    states(
        "교사 모델은 변하지 않으니 어느 쪽을 최소화해도 학생 모델이 배우는 것은 같습니다",
        "The teacher model does not change, so whichever of the two we minimize, the student model learns"
        " the same",
    )
    student = torch.zeros(4, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([student], lr=1)
    for _ in range(61):
        optimizer.zero_grad()
        torch.nn.CrossEntropyLoss()(student, lesson_kl.tensor_p).backward()
        optimizer.step()
    assert student.tolist() == pytest.approx(lesson_kl.student.tolist())
