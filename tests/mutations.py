"""Small, realistic mistakes, one a row, for the mutation run in test_mutations.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """One mistake.

    Arguments:
        name: what the mistake is.
        file: the file it is in, of the project or of the copy that the run makes: docs/en/ and site/.
        caught_by: the kind of check that must find it.
        edits: (old, new) texts.
        nth, of: which of how many occurrences of the old text changes.
        swapped_with: files whose contents are exchanged with the file's.
        is_removed: the file is deleted.
        is_forged: the recording's index is made to agree with the changed output.
        is_built: the author built after the mistake, so that the recordings agree with it.
    """

    name: str
    file: str
    caught_by: str
    edits: tuple[tuple[str, str], ...] = ()
    nth: int = 1
    of: int = 1
    swapped_with: tuple[str, ...] = ()
    is_removed: bool = False
    is_forged: bool = False
    is_built: bool = True


SNIPPET = "snippets/negative_log_likelihood.py"
CORRECTIONS = "snippets/corrections.py"
PAGE = "docs/ko/lessons/negative-log-likelihood.md"
CORRECTIONS_PAGE = "docs/ko/corrections.md"
TRANSLATION = "docs/en/lessons/negative-log-likelihood.md"
RECORDED = "snippets/recorded/negative-log-likelihood/"
SITE = "site/index.html"


def _snippet(name: str, old: str, new: str, caught_by: str = "claims", nth: int = 1, of: int = 1) -> Mutation:
    return Mutation(name, SNIPPET, caught_by, ((old, new),), nth, of)


def _page(name: str, caught_by: str, old: str, new: str, nth: int = 1, of: int = 1) -> Mutation:
    return Mutation(name, PAGE, caught_by, ((old, new),), nth, of)


def _swap(name: str, caught_by: str, file: str, one: str, other: str) -> Mutation:
    return Mutation(name, file, caught_by, ((one, "\0"), (other, one), ("\0", other)))


def _translated(name: str, old: str, new: str, nth: int = 1, of: int = 1) -> Mutation:
    return Mutation(name, TRANSLATION, "parity", ((old, new),), nth, of)


def _site(name: str, old: str, new: str) -> Mutation:
    return Mutation(name, SITE, "site", ((old, new),))


IN_SNIPPETS = [
    _snippet(
        "original: the factor 2 is missing under the root, so likelihoods are 32 times too large",
        "np.sqrt(2 * np.pi * sigma**2)",
        "np.sqrt(np.pi * sigma**2)",
    ),
    _snippet(
        "original: every log likelihood is too large by 5 ln 2",
        "np.log(2 * np.pi * sigma**2) / 2",
        "np.log(np.pi * sigma**2) / 2",
    ),
    _snippet(
        "original: the block titled log likelihood computes the likelihood again",
        "np.array([log_likelihood(heights, mu, 5)",
        "np.array([likelihood(heights, mu, 5)",
    ),
    _snippet(
        "original: the figure of log likelihoods plots a leftover scalar",
        "draw_by_mean(log_likelihoods, log_index",
        "draw_by_mean(likelihood_a, log_index",
        "run",
    ),
    _snippet(
        "original: a docstring speaks of an activation function",
        "def gaussian_pdf(x, mu, sigma):\n",
        'def gaussian_pdf(x, mu, sigma):\n    """Activation function."""\n',
        "prose",
    ),
    _snippet(
        "a comment explains",
        "peak = gaussian_pdf(170, 170, 5)",
        "peak = gaussian_pdf(170, 170, 5)  # the top",
        "prose",
    ),
    _snippet(
        "σ for σ² in the exponent",
        "exponent = -((x - mu) ** 2) / (2 * sigma**2)",
        "exponent = -((x - mu) ** 2) / (2 * sigma)",
    ),
    _snippet("σ for σ² under the root", "np.sqrt(2 * np.pi * sigma**2)", "np.sqrt(2 * np.pi * sigma)"),
    _snippet(
        "the exponent lacks its 2",
        "exponent = -((x - mu) ** 2) / (2 * sigma**2)",
        "exponent = -((x - mu) ** 2) / sigma**2",
    ),
    _snippet("the exponent has the wrong sign", "exponent = -((x - mu)", "exponent = ((x - mu)"),
    _snippet("log10 for log in the density", "- np.log(2 * np.pi", "- np.log10(2 * np.pi"),
    _snippet(
        "the log likelihood takes the mean for the sum", "np.sum(gaussian_log_pdf", "np.mean(gaussian_log_pdf"
    ),
    _snippet("the likelihood adds up", "return np.prod(gaussian_pdf(", "return np.sum(gaussian_pdf("),
    _snippet(
        "σ stands in the place of μ",
        "[likelihood(heights, mu, 5) for mu",
        "[likelihood(heights, 5, mu) for mu",
    ),
    _snippet("the grid of means ends one too early", "np.arange(160, 181)", "np.arange(160, 180)"),
    _snippet("the grid of means begins one too late", "np.arange(160, 181)", "np.arange(161, 181)"),
    _snippet(
        "the grid of heights has one point too many",
        "np.linspace(150, 190, 100)",
        "np.linspace(150, 190, 101)",
    ),
    _snippet("the grid of shares keeps its ends", "np.linspace(0, 1, 102)[1:-1]", "np.linspace(0, 1, 100)"),
    _snippet(
        "the grid of shares is one point short",
        "np.linspace(0, 1, 102)[1:-1]",
        "np.linspace(0, 1, 101)[1:-1]",
    ),
    _snippet(
        "p and 1 − p are swapped in the likelihood",
        "p**k * (1 - p) ** (n - k)",
        "(1 - p) ** k * p ** (n - k)",
    ),
    _snippet("n for n − k in the loss of a share", "(n - k) * np.log(1 - p)", "n * np.log(1 - p)"),
    _snippet("the loss of a share lacks its minus", "return -(k * np.log(p)", "return (k * np.log(p)"),
    _snippet("log2 for log in the loss of a share", "return -(k * np.log(p)", "return -(k * np.log2(p)"),
    _snippet("the gradient by a share has a wrong sign", "-k / p + (n - k)", "-k / p - (n - k)"),
    _snippet("the gradient by a mean has the wrong sign", "np.sum(mu - x)", "np.sum(x - mu)"),
    _snippet("σ for σ² in the gradient by a mean", "np.sum(mu - x) / sigma**2", "np.sum(mu - x) / sigma"),
    _snippet(
        "the negative log likelihood lacks its minus", "return -log_likelihood(", "return log_likelihood("
    ),
    _snippet("argmax for argmin", "nlls.argmin()\n", "nlls.argmax()\n"),
    _snippet("two digits of a height are swapped", "167.78", "167.87"),
    _snippet("a height is typed wrong in its last digit", "172.63", "172.68"),
    _snippet("a height is left out", "166.16, ", "", "run"),
    _snippet("three of ten for seven of ten", "n, k = 10, 7", "n, k = 10, 3"),
    _snippet(
        "the loss of the descent has the wrong sign",
        "loss = -(k * torch.log(share)",
        "loss = (k * torch.log(share)",
    ),
    _snippet("the learning rate is negative", "SGD([logit], lr=0.1)", "SGD([logit], lr=-0.1)", "run"),
    _snippet("the learning rate has a zero too many", "SGD([logit], lr=0.1)", "SGD([logit], lr=0.01)"),
    _snippet("the gradient is not cleared between steps", "    optimizer.zero_grad()\n", "", nth=2, of=2),
    _snippet(
        "the descent takes one step less", "range(args.steps + 1)", "range(args.steps)", "run", nth=1, of=2
    ),
    _snippet(
        "GaussianNLLLoss gets σ for its variance",
        "torch.full_like(target, 5**2)",
        "torch.full_like(target, 5)",
    ),
    _snippet(
        "GaussianNLLLoss leaves out its constant",
        'GaussianNLLLoss(full=True, reduction="sum")',
        'GaussianNLLLoss(reduction="sum")',
    ),
    _snippet(
        "GaussianNLLLoss takes the mean for the sum",
        'GaussianNLLLoss(full=True, reduction="sum")',
        'GaussianNLLLoss(full=True, reduction="mean")',
    ),
    _snippet("Normal gets the variance for σ", "dtype=torch.float64), 5)", "dtype=torch.float64), 25)"),
    _snippet("the dropped constant is not halved", "math.log(2 * math.pi) / 2\n", "math.log(2 * math.pi)\n"),
    _snippet(
        "n − 1 for n in the best σ", "np.sqrt(np.mean((heights - sample_mean) ** 2))", "heights.std(ddof=1)"
    ),
    _snippet(
        "the best σ is its square",
        "np.sqrt(np.mean((heights - sample_mean) ** 2))",
        "np.mean((heights - sample_mean) ** 2)",
    ),
    _snippet("the median for the mean", "sample_mean = heights.mean()", "sample_mean = np.median(heights)"),
    _snippet(
        "float64 under the name of float32",
        "product_32 = np.prod(many_densities.astype(np.float32))",
        "product_32 = np.prod(many_densities)",
    ),
    _snippet(
        "a count of heights is off by one", "np.argmax(running_32 == 0) + 1", "np.argmax(running_32 == 0)"
    ),
    _snippet(
        "the interval of a probability ends elsewhere",
        "np.linspace(165, 172, 1000)",
        "np.linspace(165, 173, 1000)",
    ),
    _snippet(
        "σ in metres is off by ten", "gaussian_pdf(metres, 1.7, 0.05)", "gaussian_pdf(metres, 1.7, 0.5)"
    ),
    _snippet("metres are off by ten", "metres = x / 100", "metres = x / 10"),
    _snippet(
        "densities under the wrong mean",
        "densities = gaussian_pdf(heights, 170, 5)",
        "densities = gaussian_pdf(heights, 168, 5)",
    ),
    _snippet(
        "permutations for combinations", "with_constant = math.comb(n, k)", "with_constant = math.perm(n, k)"
    ),
    _snippet("half of the maximum is a quarter", "np.mean(relative > 0.5)", "np.mean(relative > 0.25)"),
    _snippet("a tenth of the words", "1 / 32_000", "1 / 3_200"),
    _snippet("another seed", "seed=1234", "seed=4321"),
    _snippet(
        "print shows another variable", 'print(f"mean    {means[log_index]}")', 'print(f"mean    {means[0]}")'
    ),
    _snippet(
        "print shows the minimum as maximum",
        'print(f"maximum {likelihoods.max():.4e}")',
        'print(f"maximum {likelihoods.min():.4e}")',
    ),
    _snippet(
        "a figure draws another array",
        "draw_by_mean(nlls, nll_index",
        "draw_by_mean(log_likelihoods, nll_index",
    ),
    _snippet(
        "a figure draws the loss for the log likelihood",
        "draw_by_share(-phone_nlls,",
        "draw_by_share(phone_nlls,",
    ),
    _snippet(
        "a figure draws log10 for log",
        "axis.plot(ratios, np.log(ratios)",
        "axis.plot(ratios, np.log10(ratios)",
    ),
    _snippet(
        "a figure's axis has the wrong label",
        'nll_index, "negative log likelihood")',
        'nll_index, "log likelihood")',
    ),
    _snippet(
        "a figure's title shows another variable",
        "Likelihood, greatest at μ = {best_mean}",
        "Likelihood, greatest at μ = {means[0]}",
    ),
    _snippet(
        "a number in a figure has lost its digits",
        'axis.text(171, peak, f"{peak:.4f}"',
        'axis.text(171, peak, f"{peak:.1f}"',
    ),
    _snippet("a figure leaves out a step", "np.array(share_path[:8])", "np.array(share_path[:7])"),
    _snippet(
        "a sample is shaded too far",
        "top.fill_between(between, gaussian_pdf(between, 170, 5)",
        "top.fill_between(x, gaussian_pdf(x, 170, 5)",
    ),
    _snippet("a cell has another name", "# %% nll-curve", "# %% nlls-curve", "read"),
    _snippet("a bracket is left open", "sample_mean = heights.mean()", "sample_mean = heights.mean(", "read"),
    _snippet(
        "a variable is misspelt", "best_mean = means[best_index]", "best_mean = means[best_indx]", "run"
    ),
    _snippet("a loop never ends", "while product > 0:", "while product >= 0:", "run"),
    Mutation(
        "the corrected density lacks its 2 again",
        CORRECTIONS,
        "claims",
        (("np.sqrt(2 * np.pi * sigma**2)", "np.sqrt(np.pi * sigma**2)"),),
    ),
    Mutation(
        "the mistaken density has its 2",
        CORRECTIONS,
        "claims",
        (("np.sqrt(np.pi * sigma**2)", "np.sqrt(2 * np.pi * sigma**2)"),),
    ),
    Mutation(
        "the right log likelihood has no log",
        CORRECTIONS,
        "claims",
        (
            (
                "log_likelihoods = np.array([np.sum(np.log(gaussian_pdf(heights, mu, 5)))",
                "log_likelihoods = np.array([np.sum(gaussian_pdf(heights, mu, 5))",
            ),
        ),
    ),
]

IN_FORMULAS = [
    Mutation(
        "original: the derivative lacks its second d",
        CORRECTIONS_PAGE,
        "claims",
        ((r"\frac{d}{dp}\mathrm{NLL}(p) = ", r"\frac{d}{p}\mathrm{NLL}(p) = "),),
    ),
    _page(
        "the lesson's derivative lacks its second d",
        "claims",
        r"\frac{d}{dp}\mathrm{NLL}(p) = ",
        r"\frac{d}{p}\mathrm{NLL}(p) = ",
    ),
    _page(
        "the derivative is by another symbol", "claims", r"\frac{d}{d\mu}\mathrm", r"\frac{d}{d\sigma}\mathrm"
    ),
    _page(
        "the formula of the density lacks its 2",
        "claims",
        r"f(x) = \frac{1}{\sqrt{2\pi\sigma^2}}",
        r"f(x) = \frac{1}{\sqrt{\pi\sigma^2}}",
    ),
    _page("the exponent's minus is missing", "claims", r"e^{-\frac{(x-\mu)^2}", r"e^{\frac{(x-\mu)^2}"),
    _page("the exponent's square is missing", "claims", r"e^{-\frac{(x-\mu)^2}", r"e^{-\frac{(x-\mu)}"),
    _page("σ for σ² in a formula", "claims", r"(x-\mu)^2}{2\sigma^2}}", r"(x-\mu)^2}{2\sigma}}"),
    _page("a sum for a product", "claims", r"x) = \prod_{i=1}^{n} f_\theta", r"x) = \sum_{i=1}^{n} f_\theta"),
    _page(
        "a sum begins at 2",
        "claims",
        r"L(\theta \mid x) = \sum_{i=1}^{n}",
        r"L(\theta \mid x) = \sum_{i=2}^{n}",
    ),
    _page(
        "a sum ends at n − 1",
        "claims",
        r"L(\theta \mid x) = \sum_{i=1}^{n}",
        r"L(\theta \mid x) = \sum_{i=1}^{n-1}",
    ),
    _page(
        "an index is missing",
        "claims",
        r"= -\sum_{i=1}^{n} \log f_\theta(x_i)",
        r"= -\sum_{i=1}^{n} \log f_\theta(x)",
    ),
    _page(
        "the minus of the negative log likelihood is missing",
        "claims",
        r"x) = -\sum_{i=1}^{n}",
        r"x) = \sum_{i=1}^{n}",
    ),
    _page(
        "the log of the log likelihood is missing",
        "claims",
        r"= \sum_{i=1}^{n} \log f_\theta",
        r"= \sum_{i=1}^{n} f_\theta",
    ),
    _page("the half of the log density is missing", "claims", r"- \frac{1}{2}\log(2\pi", r"- \log(2\pi"),
    _page("an exponent is n for n − k", "claims", "p^{k} (1-p)^{n-k}", "p^{k} (1-p)^{n}"),
    _page("p and 1 − p are swapped in a formula", "claims", "p^{k} (1-p)^{n-k}", "(1-p)^{k} p^{n-k}"),
    _page(
        "a bracket of a formula is elsewhere",
        "claims",
        r"-\left( k \log p + (n-k) \log (1-p) \right)",
        r"-k \log p + (n-k) \log (1-p)",
    ),
    _page(
        "a sign in the derivative",
        "claims",
        r"(p) = -\frac{k}{p} + \frac{n-k}{1-p}",
        r"(p) = -\frac{k}{p} - \frac{n-k}{1-p}",
    ),
    _page(
        "μ − x the other way round",
        "claims",
        r"\frac{1}{\sigma^2} \sum_{i=1}^{n} (\mu - x_i)",
        r"\frac{1}{\sigma^2} \sum_{i=1}^{n} (x_i - \mu)",
    ),
    _page("a formula has another name", "names", "% gaussian-log-pdf\n", "% gaussian-logpdf\n"),
    _page("a formula has lost its name", "claims", "% binomial-likelihood\n", ""),
    _page(
        "a command in a formula is misspelt", "claims", r"\sqrt{2\pi\sigma^2}} e", r"\sqrt{2\p\sigma^2}} e"
    ),
    _page("a step of a derivation has a wrong number", "", "7(1-p) = 3p", "7(1-p) = 5p"),
]

IN_SENTENCES = [
    _page("a digit changed in a sentence", "numbers", "165와 175에서 높이", "164와 175에서 높이"),
    _page("a bound value is typed instead", "numbers", "{{ likelihoods.max():.3g }}", "2.59e-12"),
    _page(
        "a bound value is typed wrong", "numbers", "표본평균은 {{ sample_mean:.3f }}", "표본평균은 168.434"
    ),
    _page(
        "a bound value is typed as a number that stands nearby",
        "values",
        "가능도는 평균 {{ best_mean }}에서",
        "가능도는 평균 168에서",
    ),
    _page(
        "a bound value is typed as another number that stands nearby",
        "values",
        "가능도는 평균 {{ best_mean }}에서",
        "가능도는 평균 170에서",
    ),
    _page(
        "a value of the wrong variable",
        "values",
        "{{ log_likelihoods.max():.3f }}",
        "{{ likelihoods.max():.3f }}",
    ),
    _page(
        "a value of the wrong cell of an array",
        "values",
        "{{ candidate_likelihoods[168]:.3g }}",
        "{{ candidate_likelihoods[176]:.3g }}",
    ),
    _swap(
        "two values are swapped", "values", PAGE, "candidate_likelihoods[160]", "candidate_likelihoods[176]"
    ),
    _page(
        "a value's format changed",
        "values",
        "{{ log_likelihoods.max():.3f }}",
        "{{ log_likelihoods.max():.1f }}",
    ),
    _page(
        "a value's format hides the value",
        "values",
        "{{ likelihoods.max():.3g }}",
        "{{ likelihoods.max():.3f }}",
    ),
    _page(
        "a value's format does not fit",
        "run",
        "{{ log_likelihoods.max():.3f }}",
        "{{ log_likelihoods.max():.3q }}",
    ),
    _page("a value is misspelt", "run", "{{ probability:.3f }}입니다. 두", "{{ probabilty:.3f }}입니다. 두"),
    _page("a value is no expression", "read", "{{ least_phone_nll:.4f }}", "{{ least phone nll }}"),
    _page(
        "a value stands above its cell",
        "run",
        "이제 확률을 넓이로 구합니다.",
        "이제 확률을 넓이로 구합니다. {{ ratio:.1f }}",
    ),
    _page("an input changed to one that stands nearby", "", "165와 175에서 높이", "165와 172에서 높이"),
    _page("a number in words", "", "스물한 후보의 로그", "스무 후보의 로그"),
    _page("the opposite of what is true", "", "인덱스는 0부터 셉니다", "인덱스는 1부터 셉니다"),
    _page(
        "a digit changed in a caption",
        "numbers",
        "평균 170, 표준편차 5인 정규분포\n",
        "평균 176, 표준편차 5인 정규분포\n",
    ),
    _page(
        "a digit changed in a text alternative",
        "numbers",
        "165, 170, 175에서 곡선까지",
        "165, 170, 178에서 곡선까지",
    ),
    _page(
        "a figure has no text alternative",
        "run",
        "    alt: 가로축은 p, 세로축은 음의",
        "    code: folded\n\n가로축은 p, 세로축은 음의",
    ),
    _swap(
        "captions of the phones' figures are swapped",
        "claims",
        PAGE,
        "\n휴대전화 예제의 로그 가능도\n",
        "\n휴대전화 예제의 음의 로그 가능도\n",
    ),
    _page(
        "a caption of another figure, with its numbers",
        "numbers",
        "\n스물한 후보 가운데 열 명의 키와 가장 잘 어울리는 곡선\n",
        "\n평균 170, 표준편차 5인 정규분포\n",
    ),
    _swap(
        "captions without numbers are swapped",
        "",
        PAGE,
        "\n세로선이 길수록 밀도가 높습니다.\n",
        "\n열 명의 키를 한 줄에 놓은 모습\n",
    ),
    _swap(
        "text alternatives are swapped",
        "claims",
        PAGE,
        "세로축은 로그 가능도. 점을",
        "세로축은 음의 로그 가능도. 점을",
    ),
    _swap(
        "two figures are swapped", "cells", PAGE, "/// cell | log-likelihood-curve", "/// cell | nll-curve"
    ),
    _page("a cell is left out", "cells", "/// cell | normal-log-prob\n///\n", ""),
    _page("a cell's name is misspelt", "read", "/// cell | underflow\n", "/// cell | under-flow\n"),
    _page("a cell is shown twice", "read", "/// cell | underflow\n", "/// cell | x-grid\n"),
    _page(
        "a cell that draws nothing has a caption",
        "run",
        "/// cell | underflow\n///",
        "/// cell | underflow\n\n곱\n///",
    ),
]

IN_RECORDINGS = [
    Mutation(
        "a digit changed in an output", RECORDED + "sample-mean.txt", "recording", (("26.6574", "26.6547"),)
    ),
    Mutation(
        "a digit changed in an output and in the index",
        RECORDED + "sample-mean.txt",
        "recording",
        (("26.6574", "26.6547"),),
        is_forged=True,
    ),
    Mutation(
        "a line is missing in an output",
        RECORDED + "two-samples.txt",
        "recording",
        (("ratio  = 87,553\n", ""),),
        is_forged=True,
    ),
    Mutation(
        "a figure is swapped",
        RECORDED + "nll-curve.svg",
        "recording",
        swapped_with=(RECORDED + "log-likelihood-curve.svg",),
    ),
    Mutation(
        "a figure is swapped and the index agrees",
        RECORDED + "nll-curve.svg",
        "recording",
        swapped_with=(RECORDED + "log-likelihood-curve.svg",),
        is_forged=True,
    ),
    Mutation(
        "a digit changed in a figure's title",
        RECORDED + "best-density.svg",
        "recording",
        (("μ = 168", "μ = 169"),),
        is_forged=True,
    ),
    Mutation(
        "a value changed",
        RECORDED + "recording.json",
        "recording",
        (('"best_index": "8"', '"best_index": "9"'),),
    ),
    Mutation("an output is missing", RECORDED + "heights.txt", "recording", is_removed=True),
    Mutation("the index is missing", RECORDED + "recording.json", "recording", is_removed=True),
    Mutation(
        "the recording is another lesson's",
        RECORDED + "recording.json",
        "recording",
        swapped_with=("snippets/recorded/corrections/recording.json",),
    ),
    Mutation("the recording is stale", SNIPPET, "recording", (("172.63", "172.68"),), is_built=False),
    Mutation(
        "the recording lacks a value that the page asks for",
        PAGE,
        "recording",
        (("{{ log_likelihoods.max():.3f }}", "{{ log_likelihoods.max():.4f }}"),),
        is_built=False,
    ),
]

IN_THE_TRANSLATION = [
    _translated("translation: a cell is left out", "/// cell | normal-log-prob\n///\n", ""),
    Mutation(
        "translation: two cells are reordered",
        TRANSLATION,
        "parity",
        (
            ("/// cell | heights\n///", "\0"),
            ("/// cell | density-of-each-height", "/// cell | heights"),
            ("\0", "/// cell | density-of-each-height\n///"),
        ),
    ),
    _translated(
        "translation: a value has another format",
        "{{ log_likelihoods.max():.3f }}",
        "{{ log_likelihoods.max():.4f }}",
    ),
    _translated(
        "translation: a value of another variable", "{{ least_phone_nll:.4f }}", "{{ phone_nlls.max():.4f }}"
    ),
    _translated("translation: a value is typed", "{{ likelihoods.max():.3g }}", "2.59e-12"),
    _swap(
        "translation: two values of a passage are swapped",
        "",
        TRANSLATION,
        "candidate_likelihoods[160]",
        "candidate_likelihoods[176]",
    ),
    _translated("translation: a sign in a formula", r"e^{-\frac{(x-\mu)^2}", r"e^{\frac{(x-\mu)^2}"),
    _translated("translation: a formula has another name", "% gaussian-log-pdf\n", "% gaussian-logpdf\n"),
    _translated("translation: a formula that has no name is altered", "7(1-p) = 3p", "7(1-p) = 5p"),
    _translated("translation: a heading's id is translated", "{#underflow}", "{#vanishing-products}"),
    _translated("translation: a heading has no id", " {#phones}", ""),
]

SITE_PAGE = """\
<!doctype html>
<html lang="ko">
<head><meta charset="utf-8"><title>음의 로그 가능도</title><style>@font-face {font-family: x}</style></head>
<body>
<h2 id="likelihood">가능도</h2>
<p>앞의 <a href="#likelihood">가능도</a>와 <a href="index.html">처음</a></p>
<div role="img" aria-label="평균 168에서 봉우리를 이루는 곡선"><svg id="figure-curve"></svg></div>
<p id="phones"><img src="phones.png" alt="휴대전화 열 대"></p>
</body>
</html>
"""

IN_THE_SITE = [
    _site("site: an id stands twice", 'id="phones"', 'id="likelihood"'),
    _site("site: an id is empty", 'id="phones"', 'id=""'),
    _site("site: a link leads to no heading", 'href="#likelihood"', 'href="#log-likelihood"'),
    _site("site: a link leads to no page", 'href="index.html"', 'href="missing.html"'),
    _site(
        "site: a script from another host",
        "</body>",
        '<script src="https://cdn.example/x.js"></script></body>',
    ),
    _site("site: an image from another host", 'src="phones.png"', 'src="//cdn.example/phones.png"'),
    _site(
        "site: a font from another host",
        "{font-family: x}",
        "{font-family: x; src: url(https://fonts.example/x)}",
    ),
    _site("site: an image without alternative", ' alt="휴대전화 열 대"', ""),
    _site("site: a figure without alternative", ' aria-label="평균 168에서 봉우리를 이루는 곡선"', ""),
    _site(
        "site: an alternative in another language",
        "평균 168에서 봉우리를 이루는 곡선",
        "a curve with its peak at 168",
    ),
    _site("site: an element is not closed", "</svg></div>", "</svg>"),
]

MUTATIONS = [
    *IN_SNIPPETS,
    *IN_FORMULAS,
    *IN_SENTENCES,
    *IN_RECORDINGS,
    *IN_THE_TRANSLATION,
    *IN_THE_SITE,
]

# What gets away, and why.
KNOWN_LIMITS: dict[str, str] = {
    "a step of a derivation has a wrong number": (
        "A formula without a name is not compared with anything, and numbers in it may be typed. "
        "Name the formula where code computes it, and bind its numbers where code has them."
    ),
    "an input changed to one that stands nearby": (
        "Inputs of code near a sentence may be typed in it; which one is meant only a reader knows. "
        "Bind the number where it matters; a claim on the values in the sentences then holds it."
    ),
    "a number in words": "Words for numbers (스물한, 열) are not read: they are part of other words.",
    "the opposite of what is true": "No check reads what a sentence means; 0 and 1 may be typed.",
    "captions without numbers are swapped": (
        "A caption is held against its figure by its numbers and by the names of the vertical axis; "
        "one that has neither could stand below any figure."
    ),
    "translation: two values of a passage are swapped": (
        "Languages order their words differently, so within a passage the order of values is free."
    ),
}
