"""Mistakes in the sentences, values and cells of the page, and in what describes its figures."""

from __future__ import annotations

from tests.mutations.mutation import PAGE, Mutation, on_page, swap

IN_SENTENCES = [
    on_page(
        "a digit changed in a sentence", "numbers", "165와 {{ marks[-1] }}에서", "164와 {{ marks[-1] }}에서"
    ),
    on_page("a bound value is typed instead", "numbers", "{{ likelihoods.max():.3g }}", "2.59e-12"),
    on_page(
        "a bound value is typed wrong", "numbers", "표본평균은 {{ sample_mean:.3f }}", "표본평균은 168.434"
    ),
    on_page(
        "a bound value is typed as a number that stands nearby",
        "claims",
        "가능도는 평균 {{ best_mean }}에서",
        "가능도는 평균 168에서",
    ),
    on_page(
        "a bound value is typed as another number that stands nearby",
        "claims",
        "가능도는 평균 {{ best_mean }}에서",
        "가능도는 평균 170에서",
    ),
    on_page(
        "a value of the wrong variable",
        "claims",
        "{{ log_likelihoods.max():.3f }}",
        "{{ likelihoods.max():.3f }}",
    ),
    on_page(
        "a value of the wrong cell of an array",
        "claims",
        "{{ candidate_likelihoods[168]:.3g }}",
        "{{ candidate_likelihoods[176]:.3g }}",
    ),
    swap(
        "two values are swapped", "claims", PAGE, "candidate_likelihoods[160]", "candidate_likelihoods[176]"
    ),
    on_page(
        "a value's format changed",
        "claims",
        "{{ log_likelihoods.max():.3f }}",
        "{{ log_likelihoods.max():.1f }}",
    ),
    on_page(
        "a value's format hides the value",
        "claims",
        "{{ likelihoods.max():.3g }}",
        "{{ likelihoods.max():.3f }}",
    ),
    on_page(
        "a value's format does not fit",
        "recordings",
        "{{ log_likelihoods.max():.3f }}",
        "{{ log_likelihoods.max():.3q }}",
    ),
    on_page(
        "a value is misspelt",
        "recordings",
        "{{ probability:.3f }}입니다. 165",
        "{{ probabilty:.3f }}입니다. 165",
    ),
    on_page("a value is not an expression", "read", "{{ least_phone_nll:.4f }}", "{{ least phone nll }}"),
    on_page(
        "a value stands above its cell",
        "recordings",
        "이제 확률을 넓이로 구합니다.",
        "이제 확률을 넓이로 구합니다. {{ ratio:.1f }}",
    ),
    on_page(
        "an input changed to one that stands nearby", "claims", "172센티미터 사이일", "170센티미터 사이일"
    ),
    on_page(
        "a bound input is typed as another that stands nearby",
        "claims",
        "165와 {{ marks[-1] }}에서",
        "165와 172에서",
    ),
    on_page(
        "the opposite of what a claim quotes", "claims", "인덱스는 0부터 셉니다", "인덱스는 1부터 셉니다"
    ),
    Mutation(
        "the opposite of what is true",
        "docs/ko/lessons/cross-entropy.md",
        "",
        (("곱을 합으로 바꾸는 함수가", "합을 곱으로 바꾸는 함수가"),),
    ),
    on_page(
        "a digit changed in a caption",
        "numbers",
        "평균 170, 표준편차 5인 정규분포\n",
        "평균 176, 표준편차 5인 정규분포\n",
    ),
    on_page(
        "a digit changed in a text alternative",
        "numbers",
        "165, 170, 175에서 곡선까지",
        "165, 170, 178에서 곡선까지",
    ),
    on_page(
        "a figure has no text alternative",
        "site",
        "    alt: 가로축은 p, 세로축은 음의",
        "    code: folded\n\n가로축은 p, 세로축은 음의",
    ),
    swap(
        "captions of the phones' figures are swapped",
        "claims",
        PAGE,
        "\n휴대전화 예제의 로그 가능도\n",
        "\n휴대전화 예제의 음의 로그 가능도\n",
    ),
    on_page(
        "a caption of another figure, with its numbers",
        "numbers",
        "\n후보 {{ len(means):words }} 개 가운데 {{ len(heights):words }} 명의 키와 가장 잘 어울리는 곡선\n",
        "\n평균 170, 표준편차 5인 정규분포\n",
    ),
    swap(
        "captions are swapped, one of which has a number in words",
        "numbers",
        PAGE,
        "\n세로선이 길수록 밀도가 높습니다.\n",
        "\n열 명의 키를 한 줄에 놓은 모습\n",
    ),
    swap(
        "captions without numbers are swapped",
        "",
        PAGE,
        "\n세로선이 길수록 밀도가 높습니다.\n",
        "\n바닥은 격자점과 격자점 사이에 있습니다.\n",
    ),
    swap(
        "text alternatives are swapped",
        "claims",
        PAGE,
        "세로축은 로그 가능도. 점을",
        "세로축은 음의 로그 가능도. 점을",
    ),
    swap(
        "two figures are swapped", "snippets", PAGE, "/// cell | log-likelihood-curve", "/// cell | nll-curve"
    ),
    on_page("a cell is left out", "snippets", "/// cell | normal-log-prob\n///\n", ""),
    on_page("a cell's name is misspelt", "read", "/// cell | underflow\n", "/// cell | under-flow\n"),
    on_page("a cell is shown twice", "read", "/// cell | underflow\n", "/// cell | x-grid\n"),
    on_page(
        "a cell that draws nothing has a caption",
        "site",
        "/// cell | underflow\n///",
        "/// cell | underflow\n\n곱\n///",
    ),
    Mutation(
        "exercise: another range than in the solution",
        PAGE,
        "numbers",
        (("$\\sigma$를 1에서 8까지 옮기며", "$\\sigma$를 1에서 5까지 옮기며"),),
    ),
    Mutation(
        "exercise: another length than in the solution",
        "docs/ko/lessons/cross-entropy.md",
        "numbers",
        (("긴 문장은 낱말이 18개이고", "긴 문장은 낱말이 10개이고"),),
    ),
    Mutation(
        "exercise: a number of an earlier cell",
        "docs/ko/lessons/one-hot-encoding.md",
        "numbers",
        (("낱말이 100개인 글을 32,000개짜리", "낱말이 9개인 글을 32,000개짜리"),),
    ),
    Mutation(
        "nats are called bits",
        "docs/ko/lessons/negative-log-likelihood.md",
        "numbers",
        (("{{ 10 * math.log(100):.3f }}나트", "{{ 10 * math.log(100):.3f }}비트"),),
    ),
    Mutation(
        "bits are called nats",
        "docs/ko/lessons/cross-entropy.md",
        "numbers",
        (('{{ bits_per_character["NFC"]:.2f }}비트', '{{ bits_per_character["NFC"]:.2f }}나트'),),
    ),
    Mutation(
        "bits are called nats in a translation",
        "docs/en/lessons/cross-entropy.md",
        "numbers",
        (("{{ own_bits:.2f }} bits", "{{ own_bits:.2f }} nats"),),
    ),
    Mutation(
        "megabytes are called kilobytes",
        "docs/ko/lessons/one-hot-encoding.md",
        "numbers",
        (("/ 1e6:.1f }}메가바이트", "/ 1e6:.1f }}킬로바이트"),),
    ),
    Mutation(
        "explorable: the ratio of a divergence is inverted",
        "docs/theme/assets/explorables/divergence.js",
        "claims",
        (("weighted(share, Math.log(share / q[at]))", "weighted(share, Math.log(q[at] / share))"),),
    ),
    Mutation(
        "explorable: the best spread divides by n − 1",
        "docs/theme/assets/explorables/likelihood.js",
        "claims",
        (("(x - mu) ** 2)) / sample.length) };", "(x - mu) ** 2)) / (sample.length - 1)) };"),),
    ),
    Mutation(
        "the words of a comparison are swapped",
        "docs/ko/lessons/cross-entropy.md",
        "numbers",
        (("counted_loss: 큽니다 | 작습니다 }}", "counted_loss: 작습니다 | 큽니다 }}"),),
    ),
    Mutation(
        "the words that a value chooses are swapped",
        "docs/ko/lessons/matrix-operations.md",
        "claims",
        (("== A.shape[1:]: 열 | 행 }}", "== A.shape[1:]: 행 | 열 }}"),),
    ),
    Mutation(
        "a name in code that a value chooses is typed and another one",
        "docs/ko/lessons/matrix-operations.md",
        "claims",
        (("`{{ shared[0] == source[0]: from_numpy | torch.tensor }}`", "`torch.tensor`"),),
    ),
    Mutation(
        "a zero is missing in the minutes",
        "docs/ko/lessons/word-classification.md",
        "numbers",
        (("minutes: 50", "minutes: 5"),),
    ),
    Mutation(
        "a translation has the words of a comparison swapped",
        "docs/en/lessons/word-classification.md",
        "numbers",
        (("best_correct: more | fewer }}", "best_correct: fewer | more }}"),),
    ),
    Mutation(
        "a comparison is typed and says the opposite",
        "docs/ko/lessons/word-classification.md",
        "numbers",
        (("{{ held_correct > best_correct: 많습니다 | 적습니다 }}", "적습니다"),),
    ),
]
