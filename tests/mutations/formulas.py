"""Mistakes in the formulas of the pages."""

from __future__ import annotations

from tests.mutations.mutation import Mutation, on_page

CORRECTIONS_PAGE = "docs/ko/corrections.md"

IN_FORMULAS = [
    Mutation(
        "original: the derivative lacks its upper d",
        CORRECTIONS_PAGE,
        "claims",
        ((r"\frac{d}{dp}\mathrm{NLL}(p) = ", r"\frac{\mathrm{NLL}(p)}{dp} = "),),
    ),
    on_page(
        "the lesson's derivative lacks its lower d",
        "claims",
        r"\frac{d}{dp}\mathrm{NLL}(p) = ",
        r"\frac{d}{p}\mathrm{NLL}(p) = ",
    ),
    on_page(
        "the derivative is by another symbol", "claims", r"\frac{d}{d\mu}\mathrm", r"\frac{d}{d\sigma}\mathrm"
    ),
    on_page(
        "the formula of the density lacks its 2",
        "claims",
        r"f(x) = \frac{1}{\sqrt{2\pi\sigma^2}}",
        r"f(x) = \frac{1}{\sqrt{\pi\sigma^2}}",
    ),
    on_page("the exponent's minus is missing", "claims", r"e^{-\frac{(x-\mu)^2}", r"e^{\frac{(x-\mu)^2}"),
    on_page("the exponent's square is missing", "claims", r"e^{-\frac{(x-\mu)^2}", r"e^{-\frac{(x-\mu)}"),
    on_page("σ for σ² in a formula", "claims", r"(x-\mu)^2}{2\sigma^2}}", r"(x-\mu)^2}{2\sigma}}"),
    on_page(
        "a sum for a product", "claims", r"x) = \prod_{i=1}^{n} f_\theta", r"x) = \sum_{i=1}^{n} f_\theta"
    ),
    on_page(
        "a sum begins at 2",
        "claims",
        r"L(\theta; x) = \sum_{i=1}^{n}",
        r"L(\theta; x) = \sum_{i=2}^{n}",
    ),
    on_page(
        "a sum ends at n − 1",
        "claims",
        r"L(\theta; x) = \sum_{i=1}^{n}",
        r"L(\theta; x) = \sum_{i=1}^{n-1}",
    ),
    on_page(
        "an index is missing",
        "claims",
        r"= -\sum_{i=1}^{n} \log f_\theta(x_i)",
        r"= -\sum_{i=1}^{n} \log f_\theta(x)",
    ),
    on_page(
        "the minus of the negative log likelihood is missing",
        "claims",
        r"x) = -\sum_{i=1}^{n}",
        r"x) = \sum_{i=1}^{n}",
    ),
    on_page(
        "the log of the log likelihood is missing",
        "claims",
        r"= \sum_{i=1}^{n} \log f_\theta",
        r"= \sum_{i=1}^{n} f_\theta",
    ),
    on_page("the half of the log density is missing", "claims", r"- \frac{1}{2}\log(2\pi", r"- \log(2\pi"),
    on_page("an exponent is n for n − k", "claims", "p^{k} (1-p)^{n-k}", "p^{k} (1-p)^{n}"),
    on_page("p and 1 − p are swapped in a formula", "claims", "p^{k} (1-p)^{n-k}", "(1-p)^{k} p^{n-k}"),
    on_page(
        "a bracket of a formula is elsewhere",
        "claims",
        r"-\left( k \log p + (n-k) \log (1-p) \right)",
        r"-k \log p + (n-k) \log (1-p)",
    ),
    on_page(
        "a sign in the derivative",
        "claims",
        r"(p) = -\frac{k}{p} + \frac{n-k}{1-p}",
        r"(p) = -\frac{k}{p} - \frac{n-k}{1-p}",
    ),
    on_page(
        "μ − x the other way round",
        "claims",
        r"\frac{1}{\sigma^2} \sum_{i=1}^{n} (\mu - x_i)",
        r"\frac{1}{\sigma^2} \sum_{i=1}^{n} (x_i - \mu)",
    ),
    on_page("a formula has another name", "names", "% gaussian-log-pdf\n", "% gaussian-logpdf\n"),
    on_page("a formula has lost its name", "claims", "% binomial-likelihood\n", ""),
    on_page(
        "a command in a formula is misspelt", "claims", r"\sqrt{2\pi\sigma^2}} e", r"\sqrt{2\p\sigma^2}} e"
    ),
    on_page("a step of a derivation has a wrong number", "numbers", "= {{ n - k }}p", "= 5p"),
    on_page(
        "a step of a derivation types a bound value", "claims", r"p = \frac{ {{ k }} }", r"p = \frac{ 0.7 }"
    ),
    on_page("a step of a derivation has a wrong value", "claims", "= {{ n - k }}p", "= {{ n }}p"),
    on_page(
        "two values of a derivation are swapped",
        "claims",
        "{{ k }}(1-p) = {{ n - k }}p",
        "{{ n - k }}(1-p) = {{ k }}p",
    ),
    on_page(
        "the last step lacks its root",
        "relations",
        r"\hat{\sigma} = \sqrt{\frac{1}{n}",
        r"\hat{\sigma} = {\frac{1}{n}",
    ),
    on_page("a wrong exponent of a probability", "claims", "(1-p)^{10-7}", "(1-p)^{10-6}"),
    on_page(
        "a wrong sign in a formula without a name",
        "relations",
        r"}{p} + \frac{ {{ n - k }} }",
        r"}{p} - \frac{ {{ n - k }} }",
    ),
    Mutation(
        "the mean of the samples divides by n − 1",
        "docs/ko/lessons/negative-log-likelihood.md",
        "claims",
        (("\\hat{\\mu} = \\frac{1}{n} \\sum", "\\hat{\\mu} = \\frac{1}{n-1} \\sum"),),
    ),
    Mutation(
        "the probability of seven phones has the wrong power",
        "docs/ko/lessons/negative-log-likelihood.md",
        "claims",
        (("\\, p^7 (1-p)^{10-7}", "\\, p^7 (1-p)^{10}"),),
    ),
    Mutation(
        "the exponent of the sigmoid lacks its minus",
        "docs/ko/lessons/negative-log-likelihood.md",
        "claims",
        (("% sigmoid\np = \\frac{1}{1 + e^{-z}}", "% sigmoid\np = \\frac{1}{1 + e^{z}}"),),
    ),
    Mutation(
        "softmax of two classes is that of the other class",
        "docs/ko/lessons/word-classification.md",
        "claims",
        (("\\frac{e^{z_1}}{e^{z_0} + e^{z_1}}", "\\frac{e^{z_0}}{e^{z_0} + e^{z_1}}"),),
    ),
    Mutation(
        "add-one smoothing adds 1 to the total",
        "docs/ko/lessons/cross-entropy.md",
        "claims",
        (("\\frac{n_{cy} + 1}{n_c + K}", "\\frac{n_{cy} + 1}{n_c + 1}"),),
    ),
    Mutation(
        "the ratio of two probabilities has its logits swapped",
        "docs/ko/lessons/cross-entropy.md",
        "claims",
        (("= e^{z_j - z_k}", "= e^{z_k - z_j}"),),
    ),
    Mutation(
        "the standard error divides by n",
        "docs/ko/lessons/kl-divergence.md",
        "claims",
        (("\\frac{s}{\\sqrt{n}}", "\\frac{s}{n}"),),
    ),
    Mutation(
        "the logarithm of a ratio has a wrong sign",
        "docs/ko/lessons/kl-divergence.md",
        "claims",
        (
            (
                "- \\frac{(x-\\mu_1)^2}{2\\sigma_1^2} + \\frac{(x-\\mu_2)^2}",
                "+ \\frac{(x-\\mu_1)^2}{2\\sigma_1^2} + \\frac{(x-\\mu_2)^2}",
            ),
        ),
    ),
    Mutation(
        "the density without the 2 has it",
        "docs/ko/corrections.md",
        "claims",
        (("g(x) = \\frac{1}{\\sqrt{\\pi\\sigma^2}}", "g(x) = \\frac{1}{\\sqrt{2\\pi\\sigma^2}}"),),
    ),
    Mutation(
        "a formula that code computes has no name",
        "docs/ko/lessons/negative-log-likelihood.md",
        "names",
        (("% sample-mean\n", ""),),
    ),
    Mutation(
        "a mark gives no reason",
        "docs/ko/corrections.md",
        "names",
        (("% picture: the wrong symbol of the original article\n", "% picture\n"),),
    ),
    on_page(
        "a figure's curve bends the other way",
        "claims",
        "아래로 볼록한 포물선을 그리며",
        "위로 볼록한 포물선을 그리며",
    ),
    on_page(
        "a figure's curve is highest where it is lowest",
        "claims",
        "아래로 볼록한 곡선이 0.7에서 가장 낮고, 0과",
        "아래로 볼록한 곡선이 0.7에서 가장 높고, 0과",
    ),
    Mutation(
        "a figure's other axis is logarithmic",
        "docs/ko/lessons/kl-divergence.md",
        "claims",
        (("가로축은 로그 눈금으로 그린 t, 세로축은 값.", "가로축은 값, 세로축은 로그 눈금으로 그린 t."),),
    ),
    Mutation(
        "a figure's bars are highest at another word",
        "docs/ko/lessons/cross-entropy.md",
        "claims",
        (("위 그림의 확률은 student에서 가장 높고", "위 그림의 확률은 teacher에서 가장 높고"),),
    ),
]
