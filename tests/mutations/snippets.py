"""Mistakes in the code of the lessons."""

from __future__ import annotations

from tests.mutations.mutation import SNIPPET, Mutation

CORRECTIONS = "snippets/corrections.py"


def mistake(name: str, old: str, new: str, caught_by: str = "claims", nth: int = 1, of: int = 1) -> Mutation:
    return Mutation(name, SNIPPET, caught_by, ((old, new),), nth, of)


IN_SNIPPETS = [
    mistake(
        "original: the factor 2 is missing under the root, so likelihoods are 32 times too large",
        "np.sqrt(2 * np.pi * sigma**2)",
        "np.sqrt(np.pi * sigma**2)",
    ),
    mistake(
        "original: every log likelihood is too large by 5 ln 2",
        "np.log(2 * np.pi * sigma**2) / 2",
        "np.log(np.pi * sigma**2) / 2",
    ),
    mistake(
        "original: the block titled log likelihood computes the likelihood again",
        "draw_by_share(-phone_nlls,",
        "draw_by_share(phone_likelihoods,",
    ),
    mistake(
        "original: the figure of log likelihoods plots a leftover scalar",
        "draw_by_share(-phone_nlls,",
        "draw_by_share(likelihood_a,",
        "recordings",
    ),
    mistake(
        "original: a docstring speaks of an activation function",
        "def gaussian_pdf(x, mu, sigma):\n",
        'def gaussian_pdf(x, mu, sigma):\n    """Activation function."""\n',
        "snippets",
    ),
    mistake(
        "a comment explains",
        "peak = gaussian_pdf(170, 170, 5)",
        "peak = gaussian_pdf(170, 170, 5)  # the top",
        "snippets",
    ),
    mistake(
        "σ for σ² in the exponent",
        "exponent = -((x - mu) ** 2) / (2 * sigma**2)",
        "exponent = -((x - mu) ** 2) / (2 * sigma)",
    ),
    mistake("σ for σ² under the root", "np.sqrt(2 * np.pi * sigma**2)", "np.sqrt(2 * np.pi * sigma)"),
    mistake(
        "the exponent lacks its 2",
        "exponent = -((x - mu) ** 2) / (2 * sigma**2)",
        "exponent = -((x - mu) ** 2) / sigma**2",
    ),
    mistake("the exponent has the wrong sign", "exponent = -((x - mu)", "exponent = ((x - mu)"),
    mistake("log10 for log in the density", "- np.log(2 * np.pi", "- np.log10(2 * np.pi"),
    mistake(
        "the log likelihood takes the mean for the sum", "np.sum(gaussian_log_pdf", "np.mean(gaussian_log_pdf"
    ),
    mistake("the likelihood adds up", "return np.prod(gaussian_pdf(", "return np.sum(gaussian_pdf("),
    mistake(
        "σ stands in the place of μ",
        "[likelihood(heights, mu, 5) for mu",
        "[likelihood(heights, 5, mu) for mu",
    ),
    mistake("the grid of means ends one too early", "np.arange(160, 181)", "np.arange(160, 180)"),
    mistake("the grid of means begins one too late", "np.arange(160, 181)", "np.arange(161, 181)"),
    mistake(
        "the grid of heights has one point too many",
        "np.linspace(150, 190, 100)",
        "np.linspace(150, 190, 101)",
    ),
    mistake("the grid of shares keeps its ends", "np.linspace(0, 1, 102)[1:-1]", "np.linspace(0, 1, 100)"),
    mistake(
        "the grid of shares is one point short",
        "np.linspace(0, 1, 102)[1:-1]",
        "np.linspace(0, 1, 101)[1:-1]",
    ),
    mistake(
        "p and 1 − p are swapped in the likelihood",
        "p**k * (1 - p) ** (n - k)",
        "(1 - p) ** k * p ** (n - k)",
    ),
    mistake("n for n − k in the loss of a share", "(n - k) * np.log(1 - p)", "n * np.log(1 - p)"),
    mistake("the loss of a share lacks its minus", "return -(k * np.log(p)", "return (k * np.log(p)"),
    mistake("log2 for log in the loss of a share", "return -(k * np.log(p)", "return -(k * np.log2(p)"),
    mistake("the gradient by a share has a wrong sign", "-k / p + (n - k)", "-k / p - (n - k)"),
    mistake("the gradient by a mean has the wrong sign", "(mu - np.mean(x))", "(np.mean(x) - mu)"),
    mistake("σ for σ² in the gradient by a mean", "np.mean(x)) / sigma**2", "np.mean(x)) / sigma"),
    mistake(
        "the negative log likelihood lacks its minus", "return -log_likelihood(", "return log_likelihood("
    ),
    mistake("argmax for argmin", "nlls.argmin()\n", "nlls.argmax()\n"),
    mistake("two digits of a height are swapped", "167.78", "167.87"),
    mistake("a height is typed wrong in its last digit", "172.63", "172.68"),
    mistake("a height is left out", "166.16, ", "", "recordings"),
    mistake("three of ten for seven of ten", "n, k = 10, 7", "n, k = 10, 3"),
    mistake(
        "the loss of the descent has the wrong sign",
        "loss = -(k * torch.log(share)",
        "loss = (k * torch.log(share)",
    ),
    mistake("the learning rate is negative", "SGD([logit], lr=0.1)", "SGD([logit], lr=-0.1)", "recordings"),
    mistake("the learning rate has a zero too many", "SGD([logit], lr=0.1)", "SGD([logit], lr=0.01)"),
    mistake("the derivative lacks its inner one", "- sizes) * days * np.exp", "- sizes) * np.exp"),
    mistake("the gradient is not cleared between steps", "    mean_optimizer.zero_grad()\n", ""),
    mistake(
        "the descent takes one step less",
        "range(args.steps + 1)",
        "range(args.steps)",
        "recordings",
        nth=1,
        of=3,
    ),
    mistake(
        "GaussianNLLLoss gets σ for its variance",
        "torch.full_like(target, 5**2)",
        "torch.full_like(target, 5)",
    ),
    mistake(
        "GaussianNLLLoss leaves out its constant",
        'GaussianNLLLoss(full=True, reduction="sum")',
        'GaussianNLLLoss(reduction="sum")',
    ),
    mistake(
        "GaussianNLLLoss takes the mean for the sum",
        'GaussianNLLLoss(full=True, reduction="sum")',
        'GaussianNLLLoss(full=True, reduction="mean")',
    ),
    mistake("Normal gets the variance for σ", "dtype=torch.float64), 5)", "dtype=torch.float64), 25)"),
    mistake("the dropped constant is not halved", "math.log(2 * math.pi) / 2\n", "math.log(2 * math.pi)\n"),
    mistake(
        "n − 1 for n in the best σ", "np.sqrt(np.mean((heights - sample_mean) ** 2))", "heights.std(ddof=1)"
    ),
    mistake(
        "the best σ is its square",
        "np.sqrt(np.mean((heights - sample_mean) ** 2))",
        "np.mean((heights - sample_mean) ** 2)",
    ),
    mistake("the median for the mean", "sample_mean = heights.mean()", "sample_mean = np.median(heights)"),
    mistake(
        "float64 under the name of float32",
        "product_32 = np.prod(many_densities.astype(np.float32))",
        "product_32 = np.prod(many_densities)",
    ),
    mistake(
        "a count of heights is off by one", "np.argmax(running_32 == 0) + 1", "np.argmax(running_32 == 0)"
    ),
    mistake(
        "the interval of a probability ends elsewhere",
        "np.linspace(165, 172, 1000)",
        "np.linspace(165, 173, 1000)",
    ),
    mistake("σ in meters is off by ten", "gaussian_pdf(meters, 1.7, 0.05)", "gaussian_pdf(meters, 1.7, 0.5)"),
    mistake("meters are off by ten", "meters = x / 100", "meters = x / 10"),
    mistake(
        "densities under the wrong mean",
        "densities = gaussian_pdf(heights, 170, 5)",
        "densities = gaussian_pdf(heights, 168, 5)",
    ),
    mistake(
        "permutations for combinations", "with_constant = math.comb(n, k)", "with_constant = math.perm(n, k)"
    ),
    mistake("half of the maximum is a quarter", "np.mean(relative > 0.5)", "np.mean(relative > 0.25)"),
    mistake("a tenth of the words", "1 / 32_000", "1 / 3_200"),
    mistake("another seed", "default_rng(1234)", "default_rng(4321)"),
    mistake(
        "print shows another variable", 'print(f"mean    {means[log_index]}")', 'print(f"mean    {means[0]}")'
    ),
    mistake(
        "print shows the minimum as maximum",
        'print(f"maximum {likelihoods.max():.4e}")',
        'print(f"maximum {likelihoods.min():.4e}")',
    ),
    mistake(
        "the loss has its constant once",
        "loss = torch.sum(halves + math.log(2 * math.pi * 5**2) / 2)",
        "loss = torch.sum(halves) + math.log(2 * math.pi * 5**2) / 2",
    ),
    mistake(
        "a figure draws another array",
        "draw_by_mean(nlls, nll_index",
        "draw_by_mean(log_likelihoods, nll_index",
    ),
    mistake(
        "a figure draws the loss for the log likelihood",
        "draw_by_share(-phone_nlls,",
        "draw_by_share(phone_nlls,",
    ),
    mistake(
        "a figure draws log10 for log",
        "axis.plot(ratios, np.log(ratios)",
        "axis.plot(ratios, np.log10(ratios)",
    ),
    mistake(
        "a figure's axis has the wrong label",
        'nll_index, "negative log likelihood")',
        'nll_index, "log likelihood")',
    ),
    mistake(
        "a figure's title shows another variable",
        "Likelihood, largest at μ = {best_mean}",
        "Likelihood, largest at μ = {means[0]}",
    ),
    mistake(
        "a number in a figure has lost its digits",
        'axis.text(171, peak, f"{peak:.4f}"',
        'axis.text(171, peak, f"{peak:.1f}"',
    ),
    mistake("a figure leaves out a step", "np.array(share_path[:8])", "np.array(share_path[:7])"),
    mistake(
        "a sample is shaded too far",
        "top.fill_between(around_172, gaussian_pdf(around_172, 170, 5)",
        "top.fill_between(x, gaussian_pdf(x, 170, 5)",
    ),
    mistake("a cell has another name", "# %% nll-curve", "# %% nlls-curve", "read"),
    mistake("a bracket is left open", "sample_mean = heights.mean()", "sample_mean = heights.mean(", "read"),
    mistake(
        "a variable is misspelt",
        "best_mean = means[best_index]",
        "best_mean = means[best_indx]",
        "recordings",
    ),
    mistake("a loop never ends", "while product > 0:", "while product >= 0:", "recordings"),
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
                "log_likelihoods = k * np.log(shares) + (n - k) * np.log(1 - shares)",
                "log_likelihoods = k * shares + (n - k) * (1 - shares)",
            ),
        ),
    ),
]
