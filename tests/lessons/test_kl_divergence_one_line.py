"""Claims of lesson 2-6 on its sentences about the one line, and why we take the cross entropy."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

lesson_kl, ce = lesson("kl_divergence.py"), lesson("cross_entropy.py")
page = shown("kl_divergence.py")


def test_the_phones_and_the_model_that_is_evaluated() -> None:
    states(
        "… 사람이 안드로이드, 세 사람이 iOS를 쓰던 … 사람의 휴대전화로 확인합니다. 0은 안드로이드, 1은"
        " iOS입니다",
        "… use Android and three use iOS. We write 0 for Android and 1 for iOS",
        "안드로이드의 비율을 0.4라고 보는 모델을 네 가지 방법으로 평가합니다",
        "We take a model that believes in a share of 0.4 for Android and evaluate it in four ways",
        "`repeat`은 … 사람 모두에게 같은 로짓을 줍니다",
        "With `repeat`, all … people get the same logits",
    )
    assert np.bincount(lesson_kl.phones).tolist() == [7, 3]
    assert lesson_kl.guess[0] == 0.4
    assert len(page.printed["one-line"].splitlines()) == 4
    assert lesson_kl.logits.shape == (10, 2) and (lesson_kl.logits == lesson_kl.logits[0]).all()


def test_logarithms_of_probabilities_serve_as_logits() -> None:
    states(
        "`CrossEntropyLoss`에는 로짓을 넣습니다",
        "`CrossEntropyLoss` needs logits",
        "확률의 로그를 소프트맥스에 넣으면 지수함수가 로그를 지우고 합은 이미 1이므로 본래 확률이 그대로"
        " 나옵니다",
        "If we put the logarithms of probabilities into softmax, the exponential function cancels the"
        " logarithm, and the sum is already 1, so the original probabilities come out unchanged",
        "그래서 확률의 로그도 로짓으로 쓸 수 있습니다",
        "This is why the logarithm of a probability can serve as a logit",
    )
    assert lesson_kl.logits.exp().sum(dim=1).numpy() == pytest.approx(1)
    assert lesson_kl.logits.softmax(dim=1)[0].numpy() == pytest.approx(lesson_kl.guess)
    phones, guess = torch.tensor(lesson_kl.phones), torch.tensor(lesson_kl.guess).repeat(10, 1)
    mean = pytest.approx(lesson_kl.mean_nll)
    assert torch.nn.CrossEntropyLoss()(lesson_kl.logits, phones).item() == mean
    assert torch.nn.CrossEntropyLoss()(guess, phones).item() != mean


def test_the_last_line_splits_the_loss_into_what_people_and_the_model_cause() -> None:
    states(
        r"음의 로그 가능도의 평균이 곧 $\hat{p}$과 $q$의 교차 엔트로피임을 확인했습니다",
        r"the mean negative log likelihood is just the cross entropy between $\hat{p}$ and $q$",
        "네 줄 모두 …입니다. 마지막 줄은 이 손실을 둘로 나눕니다",
        "All four lines show …. The last line splits this loss in two",
        "…나트는 사람마다 쓰는 전화가 다르기 때문에 생기고, …나트는 모델이 비율을 잘못 잡았기 때문에"
        " 생깁니다",
        "The first part, … nats, is there because people use different phones. The second part, … nats, is"
        " there because the model has the share wrong",
        "음의 로그 가능도의 평균은 교차 엔트로피이고, 교차 엔트로피는 엔트로피와 KL 발산의 합입니다",
        "The mean negative log likelihood is the cross entropy, and the cross entropy is the sum of the"
        " entropy and the KL divergence",
    )
    p_hat, guess, one_kind = lesson_kl.p_hat, lesson_kl.guess, np.array([1.0, 0.0])
    by_kind = lesson_kl.cross_entropy(p_hat, guess)
    by_person = -np.mean(np.log(guess[lesson_kl.phones]))
    assert lesson_kl.mean_nll == lesson_kl.torch_loss == pytest.approx(by_kind) == pytest.approx(by_person)
    assert sum(lesson_kl.parts) == pytest.approx(by_kind)
    same, wrong = lesson_kl.parts
    assert same == lesson_kl.entropy(p_hat) > 0 == lesson_kl.entropy(one_kind)
    assert wrong == lesson_kl.kl_divergence(p_hat, guess) > 0 == lesson_kl.kl_divergence(p_hat, p_hat)


def test_the_two_curves_differ_by_the_entropy_everywhere() -> None:
    states(
        "교차 엔트로피의 최솟값은 …, KL 발산의 최솟값은 …입니다",
        "The smallest cross entropy is …, and the smallest KL divergence is …",
        r"$H(\hat{p})$에는 $q$가 들어 있지 않습니다",
        r"The entropy $H(\hat{p})$ does not contain $q$",
        "$q$를 아무리 움직여도 교차 엔트로피와 KL 발산의 차이는 그대로일 것입니다",
        "however we move $q$, the difference between cross entropy and KL divergence should stay the same",
        "두 값 모두 …에서 가장 작습니다",
        "Both values are smallest at …",
        "차이는 어디서나 …입니다",
        "The difference is … everywhere",
        "모양이 똑같은 두 곡선이 위아래로 나란하다. 위는 교차 엔트로피, 아래는 KL 발산이다",
        "Two curves of exactly the same shape run one above the other. The upper one is the cross entropy,"
        " the lower one the KL divergence",
        "둘 다 0.7에서 가장 낮고 그곳에서 KL 발산은 0이다",
        "Both are lowest at 0.7, and there the KL divergence is 0",
        "같은 곡선을 엔트로피만큼 내린 모습",
        "The same curve, moved down by the entropy",
        "두 곡선은 모양이 같습니다",
        "The two curves have the same shape",
        "위 곡선의 바닥은 0에서 떠 있지만 아래 곡선의 바닥은 0에 닿습니다",
        "The bottom of the upper curve floats above 0, but the bottom of the lower curve touches 0",
    )
    shares, costs, kls = lesson_kl.shares, lesson_kl.costs, lesson_kl.kls
    page.draws("one-gap-everywhere", shares, costs, "cross entropy")
    page.draws("one-gap-everywhere", shares, kls, "KL")
    assert costs - kls == pytest.approx(lesson_kl.entropy(lesson_kl.p_hat)) and (costs > kls).all()
    assert shares[costs.argmin()] == shares[kls.argmin()] == pytest.approx(0.7)
    assert costs.min() > 0.5 and kls.min() == pytest.approx(0, abs=1e-12)
    assert page.said["one-gap"][1:3] == [f"{costs.min():.4f}", f"{abs(kls.min()):.4f}"]


def test_the_vertical_lines_are_as_long_as_the_entropy() -> None:
    states(
        "세 곳에 세운 세로선의 길이가 모두 …이다",
        "Vertical lines join the curves in three places, and each of them has length …",
        "두 곡선을 잇는 세로선은 어디에 세워도 길이가 같고, 그 길이가 엔트로피입니다",
        "Wherever we draw a vertical line from one to the other, its length is the same, and this length is"
        " the entropy",
    )
    lines = page.figures["one-gap-everywhere"][0].axes[0].lines
    vertical = [line for line in lines if len(set(line.get_xdata())) == 1 and line.get_linestyle() == "-"]
    assert len(vertical) == 3
    for line in vertical:
        (at, _), (bottom, top) = line.get_data()
        here = np.array([at, 1 - at])
        assert bottom == pytest.approx(lesson_kl.kl_divergence(lesson_kl.p_hat, here), abs=1e-12)
        assert top == pytest.approx(lesson_kl.cross_entropy(lesson_kl.p_hat, here))
        assert top - bottom == pytest.approx(lesson_kl.entropy(lesson_kl.p_hat))


def test_descent_takes_the_same_path_with_either_loss() -> None:
    states(
        "상수만큼 내린 곡선이니 기울기도 같아야 합니다",
        "If a curve is only moved down by a constant, its gradient must stay the same",
        "네 곳 모두에서 출력된 자리까지 두 기울기가 같습니다",
        "The two gradients agree in all the digits shown in all four places",
        "두 손실 가운데 어느 것을 주어도 똑같은 길을 걷습니다",
        "it takes exactly the same path whichever of the two losses we give it",
        "다만 얻는 것이 없습니다",
        "We could, but we would gain nothing",
        r"빼야 할 $H(\hat{p})$은 상수라서 기울기가 똑같기 때문입니다",
        r"What we would have to subtract, $H(\hat{p})$, is a constant, so the gradient is exactly the same",
    )
    rows = page.printed["same-gradient"].splitlines()
    printed = [row.replace(",", "").split() for row in rows]
    assert len(rows) == 4 and all(row[4] == row[6] for row in printed)
    one = other = 0.2
    for _ in range(100):
        one -= 0.02 * lesson_kl.gradient_at(one, lesson_kl.cost_of)
        other -= 0.02 * lesson_kl.gradient_at(other, lesson_kl.kl_of)
        assert one == pytest.approx(other, rel=1e-12)
    assert one == pytest.approx(0.7, abs=1e-3)


def test_when_one_falls_the_other_falls_as_much() -> None:
    states(
        "두 값의 차이인 엔트로피는 모델과 관계가 없습니다",
        "The difference between the two values is the entropy, which has nothing to do with the model",
        r"그래서 $H(p, q)$가 줄면 $\operatorname{KL}(p \parallel q)$도 꼭 그만큼 줄어듭니다",
        r"when $H(p, q)$ falls, $\operatorname{KL}(p \parallel q)$ falls by exactly the same amount",
        "엔트로피는 모델과 관계가 없으므로, 어느 것을 최소화해도 같은 모델에 닿습니다",
        "The entropy has nothing to do with the model, so whichever of them we minimize, we arrive at the"
        " same model",
    )
    models = lesson_kl.pairs[:200].reshape(-1, 4)
    costs = np.array([lesson_kl.cross_entropy(lesson_kl.p, model) for model in models])
    kls = np.array([lesson_kl.kl_divergence(lesson_kl.p, model) for model in models])
    assert np.diff(costs) == pytest.approx(np.diff(kls)) and costs.argmin() == kls.argmin()


def test_a_sample_is_enough_for_the_cross_entropy_but_not_for_the_divergence() -> None:
    states(
        "다만 가운데의 $m$에 $p$의 값이 들어 있어서, 표본만으로는 교차 엔트로피처럼 간단히 어림할 수"
        " 없습니다",
        "the $m$ in the middle contains the values of $p$, so we cannot estimate it from a sample alone as"
        " easily as the cross entropy",
        r"그런데 $\operatorname{KL}(p \parallel q)$를 계산하려면 $p_k$의 값을 알아야 합니다",
        r"to compute $\operatorname{KL}(p \parallel q)$, we have to know the values $p_k$",
        r"$-\log q$의 평균이므로 $p$의 값을 몰라도 $p$에서 나온 표본만 있으면 어림할 수 있습니다",
        r"It is a mean of $-\log q$, so we can estimate it without knowing the values of $p$, as long as we"
        " have a sample that came from $p$",
        r"글에서 실제로 온 낱말마다 모델의 $-\log q$를 구해 평균하면 됩니다",
        r"For each word that actually came in the text, we compute the model’s $-\log q$, and then we take"
        " the mean",
        "값을 알 수 없는 KL 발산 대신, 표본으로 어림할 수 있는 교차 엔트로피를 최소화하면 되는 것입니다",
        "We cannot know the value of the KL divergence, but we can minimize the cross entropy instead, which"
        " we can estimate from a sample",
        "참된 분포를 몰라도 표본만으로 어림할 수 있는 것이 교차 엔트로피입니다",
        "the cross entropy is the one that we can estimate from a sample alone, without knowing the true"
        " distribution",
    )
    p, q = lesson_kl.p, lesson_kl.q
    text = np.random.default_rng(0).choice(4, size=100_000, p=p)
    surprisals = -np.log(q)[text]
    error = surprisals.std() / math.sqrt(len(text))
    assert abs(surprisals.mean() - lesson_kl.cross_entropy(p, q)) < 3 * error
    # The model gives teacher and good the same, so no sample of its surprisals tells these two apart.
    other = np.array([p[0], (p[1] + p[2]) / 2, (p[1] + p[2]) / 2, p[3]])
    assert lesson_kl.cross_entropy(other, q) == pytest.approx(lesson_kl.cross_entropy(p, q))
    assert lesson_kl.kl_divergence(other, q) != pytest.approx(lesson_kl.kl_divergence(p, q))
    assert lesson_kl.jensen_shannon(other, q) != pytest.approx(lesson_kl.jensen_shannon(p, q))


def test_for_one_answer_the_two_losses_are_the_same() -> None:
    states(
        "데이터 하나만 보면 정답은 원-핫 벡터이고 엔트로피가 0이므로, 교차 엔트로피와 KL 발산은 똑같이",
        "for a single data point, the target is a one-hot vector, whose entropy is 0. So the cross entropy"
        " and the KL divergence are both",
    )
    for y, target in enumerate(np.eye(4)):
        assert lesson_kl.entropy(target) == 0
        both = lesson_kl.cross_entropy(target, lesson_kl.q), lesson_kl.kl_divergence(target, lesson_kl.q)
        assert both[0] == both[1] == pytest.approx(-math.log(lesson_kl.q[y]))


def test_a_longer_context_has_a_lower_floor() -> None:
    states(
        "더 긴 문맥을 보는 모델에게는 바닥이 더 낮을 수 있습니다",
        "the floor may be lower for a model that sees a longer context",
    )
    assert ce.floor_with_context < ce.entropy(ce.p_without)


def test_the_loss_on_the_sample_tells_how_near_the_sample_is() -> None:
    states(
        r"그 값은 참된 분포 $p$가 아니라 표본의 분포 $\hat{p}$에 얼마나 가까운지를 알려 줄 뿐입니다",
        r"It only tells us how close the model is to the distribution of the sample, $\hat{p}$, and not how"
        " close it is to the true distribution $p$",
        "$p$에 가까운지 알려면 학습에 쓰지 않은 데이터로도 재어 보아야 합니다",
        "To find out whether the model is close to $p$, we also have to measure the loss on data that we did"
        " not use for training",
    )
    p, generator = lesson_kl.p, np.random.default_rng(0)
    trained, held_out = (generator.multinomial(size, p) / size for size in (20, 100_000))
    assert (trained > 0).all() and (trained != p).any()
    assert lesson_kl.cross_entropy(trained, trained) < lesson_kl.cross_entropy(trained, p)
    assert lesson_kl.kl_divergence(p, trained) > 0 == lesson_kl.kl_divergence(p, p)
    assert lesson_kl.cross_entropy(held_out, trained) > lesson_kl.cross_entropy(held_out, p)
