# %% imports
import argparse
import math

import matplotlib.pyplot as plt
import numpy as np
import torch

np.set_printoptions(precision=4)


# %% gaussian-pdf
def gaussian_pdf(x, mu, sigma):
    exponent = -((x - mu) ** 2) / (2 * sigma**2)
    return np.exp(exponent) / np.sqrt(2 * np.pi * sigma**2)


# %% x-grid
x = np.linspace(150, 190, 100)
print(x.shape)
print(x)

# %% gaussian-curve
peak = gaussian_pdf(170, 170, 5)

figure, axis = plt.subplots()
axis.plot(x, gaussian_pdf(x, 170, 5), color="C0")
marks = np.array([165, 170, 175])
axis.vlines(marks, 0, gaussian_pdf(marks, 170, 5), color="C1", ls="--")
axis.plot(170, peak, "o", color="C1")
axis.text(171, peak, f"{peak:.4f}", va="center", color="C1")
axis.text(164.5, 0.004, "μ − σ", ha="right", color="C1")
axis.text(175.5, 0.004, "μ + σ", color="C1")
axis.set(title="Normal density, μ = 170, σ = 5", ylim=(0, 0.09))
axis.set(xlabel="height (cm)", ylabel="density")
plt.show()

# %% same-heights-in-meters
meters = x / 100
densities_in_meters = gaussian_pdf(meters, 1.7, 0.05)
peak_in_meters = gaussian_pdf(1.7, 1.7, 0.05)
area_in_meters = np.trapezoid(densities_in_meters, meters)
print(f"cm: peak {peak:.4f}, area {np.trapezoid(gaussian_pdf(x, 170, 5), x):.4f}")
print(f"m:  peak {peak_in_meters:.4f}, area {area_in_meters:.4f}")

# %% density-above-one
figure, axis = plt.subplots()
axis.plot(meters, densities_in_meters, color="C0")
axis.fill_between(meters, densities_in_meters, color="C0", alpha=0.2)
axis.axhline(1, color="C1", ls="--")
axis.text(1.485, 1.25, "density = 1", color="C1")
axis.text(1.7, 2.5, "area = 1", ha="center", color="C0")
axis.set(title="The same heights in meters", ylim=(0, 9))
axis.set(xlabel="height (m)", ylabel="density")
plt.show()

# %% probability-as-area
between = np.linspace(165, 172, 1000)
probability = np.trapezoid(gaussian_pdf(between, 170, 5), between)
within_sigma = np.linspace(165, 175, 1000)
share_within_sigma = np.trapezoid(gaussian_pdf(within_sigma, 170, 5), within_sigma)
print(f"165 to 172: {probability:.4f}")
print(f"165 to 175: {share_within_sigma:.4f}")

# %% thin-slices
height_at_172 = gaussian_pdf(172, 170, 5)
for width in [4, 1, 0.1]:
    inside = np.linspace(172 - width / 2, 172 + width / 2, 1000)
    slice_area = np.trapezoid(gaussian_pdf(inside, 170, 5), inside)
    rectangle = height_at_172 * width
    print(f"width {width:3}: area {slice_area:.6f}, height × width {rectangle:.6f}")

# %% slice-beside-height
around_172 = np.linspace(171.5, 172.5, 100)

figure, (top, bottom) = plt.subplots(2, figsize=(5, 5), layout="constrained")
for axis in (top, bottom):
    axis.plot(x, gaussian_pdf(x, 170, 5), color="C0")
    axis.set(ylabel="density", ylim=(0, 0.1))
top.fill_between(around_172, gaussian_pdf(around_172, 170, 5), color="C1", alpha=0.6)
top.set(title="Probability: the area of a slice at 172")
bottom.vlines(172, 0, height_at_172, color="C2", alpha=0.6)
bottom.plot(172, height_at_172, "o", color="C2")
bottom.set(title=f"Density: the height at 172, {height_at_172:.4f}", xlabel="height (cm)")
plt.show()

# %% three-phones
for share in [0.3, 0.5, 0.7, 0.9]:
    print(f"p = {share}: {share * share * (1 - share):.3f}")


# %% likelihood
def likelihood(x, mu, sigma):
    return np.prod(gaussian_pdf(x, mu, sigma))


print(f"{likelihood(np.array([165, 172]), 170, 5):.6f}")

# %% two-samples
sample_a = np.array([163, 167, 170, 172, 176])
sample_b = np.array([156, 159, 161, 180, 183])
likelihood_a = likelihood(sample_a, 170, 5)
likelihood_b = likelihood(sample_b, 170, 5)
ratio = likelihood_a / likelihood_b
print(f"L(θ; a) = {likelihood_a:.3e}")
print(f"L(θ; b) = {likelihood_b:.3e}")
print(f"ratio  = {ratio:,.0f}")


# %% two-samples-on-the-curve
def draw_drops(axis, x, y, color):
    axis.vlines(x, 0, y, color=color, alpha=0.6)
    axis.plot(x, y, "o", color=color)


figure, axis = plt.subplots()
axis.plot(x, gaussian_pdf(x, 170, 5), color="C0")
draw_drops(axis, sample_a, gaussian_pdf(sample_a, 170, 5), "C1")
draw_drops(axis, sample_b, gaussian_pdf(sample_b, 170, 5), "C2")
axis.text(175.5, 0.055, "a: near the middle", color="C1")
axis.text(180.5, 0.018, "b: in the tails", color="C2")
axis.set(title="Two samples under one density", ylim=(0, 0.09))
axis.set(xlabel="height (cm)", ylabel="density")
plt.show()

# %% heights
heights = np.array([164.95, 165.35, 165.76, 166.16, 167.78, 168.99, 169.80, 170.20, 171.82, 172.63])
print(f"students {len(heights)}")
print(f"lowest   {heights.min():.2f}")
print(f"highest  {heights.max():.2f}")

# %% heights-on-a-line
figure, axis = plt.subplots(figsize=(5, 1.9), layout="constrained")
axis.plot(heights, np.zeros(10), "o", color="C0")
for height in heights:
    axis.text(height, 0.25, f"{height:.2f}", rotation=90, ha="center", fontsize=8)
axis.set(title="Ten heights", xlabel="height (cm)")
axis.set(xlim=(164, 174), ylim=(-0.3, 1.5), yticks=[])
axis.spines["left"].set_visible(False)
plt.show()

# %% density-of-each-height
densities = gaussian_pdf(heights, 170, 5)
print(densities)
print(f"product {densities.prod():.4e}")

# %% heights-under-mean-170
figure, axis = plt.subplots()
axis.plot(x, gaussian_pdf(x, 170, 5), color="C0")
draw_drops(axis, heights, densities, "C1")
axis.set(title="Ten heights under μ = 170, σ = 5", ylim=(0, 0.09))
axis.set(xlabel="height (cm)", ylabel="density")
plt.show()

# %% three-candidates
candidate_likelihoods = {}
figure, axis = plt.subplots()
axis.plot(heights, np.full(10, 0.004), "|", color="C3", ms=12)
for mu, color in [(160, "C0"), (168, "C1"), (176, "C2")]:
    candidate_likelihoods[mu] = likelihood(heights, mu, 5)
    print(f"μ = {mu}: {candidate_likelihoods[mu]:.3e}")
    axis.plot(x, gaussian_pdf(x, mu, 5), color=color)
    axis.text(mu, 0.083, f"μ = {mu}", ha="center", color=color)
axis.set(title="Which curve fits the ten heights?", ylim=(0, 0.093))
axis.set(xlabel="height (cm)", ylabel="density")
plt.show()

# %% likelihood-by-mean
means = np.arange(160, 181)
likelihoods = np.array([likelihood(heights, mu, 5) for mu in means])
best_index = likelihoods.argmax()
best_mean = means[best_index]

print(f"index   {best_index}")
print(f"mean    {best_mean}")
print(f"maximum {likelihoods.max():.4e}")
print(likelihoods)


# %% likelihood-curve
def draw_by_mean(values, index, ylabel):
    axis = plt.figure().subplots()
    axis.plot(means, values, "o-", color="C0", ms=4)
    axis.axvline(means[index], color="C1", ls="--")
    axis.plot(means[index], values[index], "o", color="C1", ms=8)
    axis.set(xlabel="μ", ylabel=ylabel, xticks=[160, 164, 168, 172, 176, 180])
    return axis


axis = draw_by_mean(likelihoods, best_index, "likelihood")
axis.set(title=f"Likelihood, largest at μ = {best_mean}")
plt.show()

# %% best-density
best_densities = gaussian_pdf(heights, best_mean, 5)

figure, axis = plt.subplots()
axis.plot(x, gaussian_pdf(x, best_mean, 5), color="C0")
draw_drops(axis, heights, best_densities, "C1")
axis.set(title=f"Ten heights under μ = {best_mean}, σ = 5", ylim=(0, 0.09))
axis.set(xlabel="height (cm)", ylabel="density")
plt.show()

# %% log-keeps-the-order
ratios = np.linspace(0.02, 1, 200)
three_ratios = np.array([0.05, 0.4, 1.0])

figure, axis = plt.subplots()
axis.plot(ratios, np.log(ratios), color="C0")
axis.hlines(np.log(three_ratios), 0, three_ratios, color="C1", ls=":")
axis.vlines(three_ratios, -4, np.log(three_ratios), color="C1", ls=":")
axis.plot(three_ratios, np.log(three_ratios), "o", color="C1")
axis.set(title="Larger stays larger: log is increasing", xlabel="c", ylabel="log c")
axis.set(xlim=(0, 1.05), ylim=(-4, 0.3))
plt.show()


# %% log-likelihood
def gaussian_log_pdf(x, mu, sigma):
    return -((x - mu) ** 2) / (2 * sigma**2) - np.log(2 * np.pi * sigma**2) / 2


def log_likelihood(x, mu, sigma):
    return np.sum(gaussian_log_pdf(x, mu, sigma))


print(f"log of the product: {np.log(likelihood(heights, best_mean, 5)):.4f}")
print(f"sum of the logs:    {log_likelihood(heights, best_mean, 5):.4f}")

# %% underflow
generator = np.random.default_rng(1234)
many_heights = generator.normal(best_mean, 5, size=1000)
many_densities = gaussian_pdf(many_heights, best_mean, 5)
product_32 = np.prod(many_densities.astype(np.float32))
product_64 = np.prod(many_densities)
sum_of_logs = log_likelihood(many_heights, best_mean, 5)
print(f"product in float32: {product_32}")
print(f"product in float64: {product_64}")
print(f"sum of the logs:    {sum_of_logs:.1f}")

# %% underflow-curve
running_32 = np.cumprod(many_densities.astype(np.float32))
running_64 = np.cumprod(many_densities)
lost_32 = np.argmax(running_32 == 0) + 1
lost_64 = np.argmax(running_64 == 0) + 1
running_logs = np.cumsum(gaussian_log_pdf(many_heights, best_mean, 5))

figure, axis = plt.subplots()
axis.plot(np.arange(1, 401), running_logs[:400], color="C0")
for lost, kind, color in [(lost_32, "float32", "C1"), (lost_64, "float64", "C2")]:
    axis.plot(lost, running_logs[lost - 1], "x", color=color, ms=10, mew=2)
    label = f"{kind} is 0 from here"
    axis.text(lost + 12, running_logs[lost - 1] + 25, label, color=color)
axis.set(title="The sum of logs goes on", xlim=(0, 440))
axis.set(xlabel="number of heights", ylabel="log likelihood")
plt.show()

# %% log-likelihood-by-mean
log_likelihoods = np.array([log_likelihood(heights, mu, 5) for mu in means])
log_index = log_likelihoods.argmax()

print(f"index   {log_index}")
print(f"mean    {means[log_index]}")
print(f"maximum {log_likelihoods.max():.4f}")
print(log_likelihoods)

# %% log-likelihood-curve
axis = draw_by_mean(log_likelihoods, log_index, "log likelihood")
axis.set(title=f"Log likelihood, largest at μ = {means[log_index]}")
plt.show()


# %% negative-log-likelihood
def negative_log_likelihood(x, mu, sigma):
    return -log_likelihood(x, mu, sigma)


nlls = np.array([negative_log_likelihood(heights, mu, 5) for mu in means])
nll_index = nlls.argmin()

print(f"index   {nll_index}")
print(f"mean    {means[nll_index]}")
print(f"minimum {nlls.min():.4f}")
print(nlls)

# %% nll-curve
axis = draw_by_mean(nlls, nll_index, "negative log likelihood")
axis.set(title=f"Negative log likelihood, smallest at μ = {means[nll_index]}")
plt.show()

# %% nll-in-meters
nll_in_meters = negative_log_likelihood(heights / 100, 1.68, 0.05)
print(f"centimeters: {nlls.min():.3f}")
print(f"meters:      {nll_in_meters:.3f}")
print(f"difference:  {nlls.min() - nll_in_meters:.3f}")
print(f"10 log 100:  {10 * math.log(100):.3f}")


# %% mean-squared-error
def mean_squared_error(x, mu):
    return np.mean((x - mu) ** 2)


for mu in [160, 168, 176]:
    squares = mean_squared_error(heights, mu)
    rest = negative_log_likelihood(heights, mu, 5) - 10 / (2 * 5**2) * squares
    print(f"μ = {mu}: mean squared error {squares:.3f}, rest {rest:.3f}")


# %% sample-mean
def gaussian_nll_gradient(x, mu, sigma):
    return len(x) * (mu - np.mean(x)) / sigma**2


sample_mean = heights.mean()
for mu in [best_mean, sample_mean]:
    nll = negative_log_likelihood(heights, mu, 5)
    gradient = gaussian_nll_gradient(heights, mu, 5)
    print(f"μ = {mu:.3f}: NLL {nll:.4f}, gradient {gradient:.4f}")

# %% between-grid-points
fine_means = np.linspace(166.6, 170.4, 200)
fine_nlls = [negative_log_likelihood(heights, mu, 5) for mu in fine_means]
least_nll = negative_log_likelihood(heights, sample_mean, 5)

figure, axis = plt.subplots()
axis.plot(fine_means, fine_nlls, color="C0")
axis.plot(means[7:11], nlls[7:11], "o", color="C0")
axis.plot(best_mean, nlls.min(), "o", color="C1", ms=8)
axis.plot(sample_mean, least_nll, "o", color="C2", ms=8)
axis.text(best_mean - 0.15, 26.6, f"grid {best_mean}", ha="right", color="C1")
axis.text(sample_mean - 0.1, 26.55, f"exact {sample_mean:.3f}", color="C2")
axis.set(title="The minimum lies between grid points", ylim=(26.5, 27.5))
axis.set(xlabel="μ", ylabel="negative log likelihood")
plt.show()


# %% binomial-likelihood
def binomial_likelihood(p, k, n):
    return p**k * (1 - p) ** (n - k)


n, k = 10, 7
for share in [0.5, 0.7, 0.9]:
    print(f"p = {share}: {binomial_likelihood(share, k, n):.6f}")

# %% share-grid
p = np.linspace(0, 1, 102)[1:-1]
print(p.shape)
print(p)

# %% why-not-the-ends
with np.errstate(divide="ignore", invalid="ignore"):
    log_of_zero = np.log(np.array(0.0))
    zero_times_log = 0 * log_of_zero
print(f"log 0:     {log_of_zero}")
print(f"0 · log 0: {zero_times_log}")

# %% phone-likelihoods
phone_likelihoods = binomial_likelihood(p, k, n)
best_share = p[phone_likelihoods.argmax()]
print(f"maximum {phone_likelihoods.max():.6f}")
print(f"at p =  {best_share:.4f}")


# %% phone-likelihood-curve
def draw_by_share(values, ylabel):
    axis = plt.figure().subplots()
    axis.plot(p, values, color="C0")
    axis.axvline(k / n, color="C1", ls="--")
    axis.set(xlabel="p", ylabel=ylabel, xlim=(0, 1))
    return axis


axis = draw_by_share(phone_likelihoods, "likelihood")
axis.set(title="Likelihood of p, given 7 Android, 3 iOS")
plt.show()

# %% constant-does-not-matter
with_constant = math.comb(n, k) * phone_likelihoods
area = np.trapezoid(phone_likelihoods, p)
scaled_area = 1320 * area
print(f"constant:             {math.comb(n, k)}")
print(f"argmax without it:    {p[phone_likelihoods.argmax()]:.4f}")
print(f"argmax with it:       {p[with_constant.argmax()]:.4f}")
print(f"area under the curve: {area:.6f}")
print(f"1320 times that:      {scaled_area:.4f}")

# %% one-height
many_means = np.linspace(130, 200, 1001)
one_height = gaussian_pdf(heights[0], many_means, 5)
area_by_mean = np.trapezoid(one_height, many_means)
print(f"area over μ: {area_by_mean:.4f}")

# %% two-beliefs
chances = {}
for belief in ["flat", "near 0.5"]:
    prior = np.ones(100) if belief == "flat" else (p * (1 - p)) ** 19
    posterior = prior * phone_likelihoods
    chances[belief] = posterior[p > 0.5].sum() / posterior.sum()
    print(f"{belief:8} before: p above 0.5 with probability {chances[belief]:.3f} after")


# %% binomial-nll
def binomial_nll(p, k, n):
    return -(k * np.log(p) + (n - k) * np.log(1 - p))


phone_nlls = binomial_nll(p, k, n)
least_phone_nll = binomial_nll(0.7, k, n)
print(f"least on the grid: {phone_nlls.min():.4f} at p = {p[phone_nlls.argmin()]:.4f}")
print(f"at p = 0.7:        {least_phone_nll:.4f}")

# %% phone-log-likelihood-curve
axis = draw_by_share(-phone_nlls, "log likelihood")
axis.plot(0.7, -least_phone_nll, "o", color="C1", ms=8)
axis.set(title="Log likelihood of p, given 7 Android, 3 iOS")
plt.show()

# %% phone-nll-curve
axis = draw_by_share(phone_nlls, "negative log likelihood")
axis.plot(0.7, least_phone_nll, "o", color="C1", ms=8)
axis.set(title="Negative log likelihood of p, given 7 Android, 3 iOS")
plt.show()


# %% binomial-nll-gradient
def binomial_nll_gradient(p, k, n):
    return -k / p + (n - k) / (1 - p)


for share in [0.3, 0.5, 0.6, 0.9]:
    tensor = torch.tensor(share, dtype=torch.float64, requires_grad=True)
    nll = -(k * torch.log(tensor) + (n - k) * torch.log(1 - tensor))
    nll.backward()
    by_hand = binomial_nll_gradient(share, k, n)
    print(f"p = {share}: by hand {by_hand:8.4f}, autograd {tensor.grad.item():8.4f}")

# %% gradient-is-the-slope
inner = p[(p > 0.15) & (p < 0.95)]
slopes = binomial_nll_gradient(inner, k, n)

figure, (top, bottom) = plt.subplots(2, figsize=(5, 5), layout="constrained")
top.plot(inner, binomial_nll(inner, k, n), color="C0")
for share in [0.3, 0.7, 0.9]:
    near = np.array([share - 0.05, share + 0.05])
    slope = binomial_nll_gradient(share, k, n)
    top.plot(near, binomial_nll(share, k, n) + slope * (near - share), color="C1", lw=2.5)
    bottom.plot(share, slope, "o", color="C1")
top.set(title="The curve and three tangents", ylabel="negative log likelihood")
bottom.plot(inner, slopes, color="C0", zorder=1)
bottom.axhline(0, color="C2", ls="--")
bottom.set(title="The gradient, zero at p = 0.7", xlabel="p", ylabel="gradient")
plt.show()


# %% slopes-of-two-models
def slope_of_line(w):
    return np.sum((w * days - sizes) * days)


def slope_of_exponential(w):
    return np.sum((np.exp(w * days) - sizes) * days * np.exp(w * days))


days, sizes = np.array([1, 2, 3]), np.array([1.5, 2.5, 4.5])
for w in [0, 0.2, 0.4, 0.6]:
    print(f"w = {w:3}: line {slope_of_line(w):5.1f}, exponential {slope_of_exponential(w):9.1f}")
line_w = np.sum(days * sizes) / np.sum(days**2)
print(f"line: zero at w = {line_w:.4f}, slope {abs(slope_of_line(line_w)):.4f}")

# %% three-hundred-parameters
many_inputs = generator.normal(size=(2000, 300))
many_outputs = many_inputs @ generator.normal(size=300) + generator.normal(size=2000)
solution = np.linalg.solve(many_inputs.T @ many_inputs, many_inputs.T @ many_outputs)
steepest = np.abs(many_inputs.T @ (many_inputs @ solution - many_outputs)).max()
print(f"{len(solution)} parameters, steepest slope {steepest:.4f}")

# %% settings
device = "cuda" if torch.cuda.is_available() else "cpu"
args = argparse.Namespace(steps=60, device=device)
print(args)

# %% share-descent
logit = torch.zeros((), dtype=torch.float64, device=args.device, requires_grad=True)
share_optimizer = torch.optim.SGD([logit], lr=0.1)
share_path, share_losses = [], []
for _ in range(args.steps + 1):
    share = torch.sigmoid(logit)
    loss = -(k * torch.log(share) + (n - k) * torch.log(1 - share))
    share_path.append(share.item())
    share_losses.append(loss.item())
    share_optimizer.zero_grad()
    loss.backward()
    share_optimizer.step()

for step in [0, 1, 2, 3, 5, 10, 20, args.steps]:
    print(f"step {step:2}: p = {share_path[step]:.4f}, NLL = {share_losses[step]:.4f}")

# %% share-descent-path
share_stops = np.array(share_path[:8])
near_shares = np.linspace(0.48, 0.8, 100)

figure, axis = plt.subplots()
axis.plot(near_shares, binomial_nll(near_shares, k, n), color="C0")
axis.plot(share_stops, binomial_nll(share_stops, k, n), "o-", color="C1")
axis.plot(0.7, least_phone_nll, "o", color="C2", ms=9)
axis.text(0.51, binomial_nll(0.5, k, n), "start", va="center", color="C1")
axis.text(0.7, 6.0, "p = 0.7", ha="center", va="center", color="C2")
axis.set(title="Gradient descent on the NLL of p", ylim=(5.95, 7.15))
axis.set(xlabel="p", ylabel="negative log likelihood")
plt.show()

# %% mean-descent
samples = torch.tensor(heights, device=args.device)
mean = torch.tensor(160.0, dtype=torch.float64, device=args.device, requires_grad=True)
mean_optimizer = torch.optim.SGD([mean], lr=0.5)
mean_path, mean_losses = [], []
for _ in range(args.steps + 1):
    halves = (samples - mean) ** 2 / (2 * 5**2)
    loss = torch.sum(halves + math.log(2 * math.pi * 5**2) / 2)
    mean_path.append(mean.item())
    mean_losses.append(loss.item())
    mean_optimizer.zero_grad()
    loss.backward()
    mean_optimizer.step()

for step in [0, 1, 2, 3, 5, 10, 20, args.steps]:
    print(f"step {step:2}: μ = {mean_path[step]:.3f}, NLL = {mean_losses[step]:.4f}")

# %% mean-descent-path
mean_stops = np.array(mean_path[:12])
near_means = np.linspace(159.4, 172, 100)
near_nlls = [negative_log_likelihood(heights, mu, 5) for mu in near_means]
stop_nlls = [negative_log_likelihood(heights, mu, 5) for mu in mean_stops]

figure, axis = plt.subplots()
axis.plot(near_means, near_nlls, color="C0")
axis.plot(mean_stops, stop_nlls, "o-", color="C1")
axis.plot(sample_mean, least_nll, "o", color="C2", ms=9)
axis.text(160.4, stop_nlls[0], "start", va="center", color="C1")
axis.text(sample_mean, 24.8, f"μ = {sample_mean:.3f}", ha="center", color="C2")
axis.set(title="Gradient descent on the NLL of μ", ylim=(24, 44))
axis.set(xlabel="μ", ylabel="negative log likelihood")
plt.show()

# %% normal-log-prob
normal = torch.distributions.Normal(torch.tensor(168.0, dtype=torch.float64), 5)
torch_nll = -normal.log_prob(torch.tensor(heights)).sum().item()
print(f"Normal.log_prob: {torch_nll:.4f}")
print(f"by hand:         {negative_log_likelihood(heights, 168, 5):.4f}")

# %% gaussian-nll-loss
target = torch.tensor(heights)
prediction = torch.full_like(target, 168)
variance = torch.full_like(target, 5**2)
total = torch.nn.GaussianNLLLoss(full=True, reduction="sum")
full = torch.nn.GaussianNLLLoss(full=True)
short = torch.nn.GaussianNLLLoss()
full_sum = total(prediction, target, variance).item()
full_mean = full(prediction, target, variance).item()
short_mean = short(prediction, target, variance).item()
dropped = math.log(2 * math.pi) / 2
print(f"full=True, sum:   {full_sum:.4f}")
print(f"full=True, mean:  {full_mean:.4f}")
print(f"full=False, mean: {short_mean:.4f}")
print(f"dropped constant: {dropped:.4f}")
print(f"both together:    {short_mean + dropped:.4f}")

# %% sigma-in-place-of-variance
sigma_not_variance = torch.full_like(target, 5)
wrong_mean = full(prediction, target, sigma_not_variance).item()
print(f"var = 25: {full_mean:.4f}")
print(f"var = 5:  {wrong_mean:.4f}")

# %% exercise-best-sigma
sigmas = np.linspace(1, 8, 141)
sigma_nlls = [negative_log_likelihood(heights, sample_mean, sigma) for sigma in sigmas]
best_sigma = np.sqrt(np.mean((heights - sample_mean) ** 2))
print(f"grid:        {sigmas[np.argmin(sigma_nlls)]:.2f}")
print(f"closed form: {best_sigma:.4f}")
print(f"np.std:      {heights.std():.4f}")

figure, axis = plt.subplots()
axis.plot(sigmas, sigma_nlls, color="C0")
axis.axvline(best_sigma, color="C1", ls="--")
axis.text(best_sigma + 0.15, 40, f"σ = {best_sigma:.3f}", color="C1")
axis.set(title="NLL for σ, at the sample mean")
axis.set(xlabel="σ", ylabel="negative log likelihood")
plt.show()

# %% exercise-hundred-phones
widths = {}
figure, axis = plt.subplots()
for size, color in [(10, "C0"), (100, "C1")]:
    hits = size * 7 // 10
    relative = np.exp(binomial_nll(0.7, hits, size) - binomial_nll(p, hits, size))
    widths[size] = np.mean(relative > 0.5)
    print(f"{hits} of {size}: argmax {p[relative.argmax()]:.4f}, above half {widths[size]:.0%}")
    axis.plot(p, relative, color=color)
axis.text(0.5, 0.75, "7 of 10", ha="right", color="C0")
axis.text(0.76, 0.97, "70 of 100", color="C1")
axis.set(title="Likelihood relative to its maximum", xlim=(0, 1))
axis.set(xlabel="p", ylabel="L(p) / L(0.7)")
plt.show()

# %% exercise-ten-of-ten
always = torch.zeros((), dtype=torch.float64, requires_grad=True)
always_optimizer = torch.optim.SGD([always], lr=0.1)
next_nlls = {}
for step in range(1001):
    loss = -10 * torch.log(torch.sigmoid(always))
    if step in [0, 10, 100, 1000]:
        other_probability = 1 - torch.sigmoid(always).item()
        next_nlls[step] = -math.log(other_probability)
        print(f"step {step:4}: z = {always.item():.3f}, p = {1 - other_probability:.4f}")
    always_optimizer.zero_grad()
    loss.backward()
    always_optimizer.step()

# %% exercise-learning-rate
for rate in [0.5, 2.5, 4.9, 5.1]:
    reached = 160
    for _ in range(args.steps):
        reached = reached - rate * gaussian_nll_gradient(heights, reached, 5)
    print(f"learning rate {rate}: μ = {reached:.3f}")

# %% exercise-broken-loop
broken = torch.tensor(160.0, dtype=torch.float64, requires_grad=True)
broken_optimizer = torch.optim.SGD([broken], lr=0.5)
broken_path = []
for _ in range(args.steps + 1):
    loss = torch.sum((torch.tensor(heights) - broken) ** 2 / (2 * 5**2))
    broken_path.append(broken.item())
    loss.backward()
    broken_optimizer.step()

for step in [0, 1, 2, 5, 10, 20, args.steps]:
    print(f"step {step:2}: μ = {broken_path[step]:.3f}")

# %% exercise-broken-loop-path
figure, axis = plt.subplots()
axis.plot(broken_path, color="C1")
axis.plot(mean_path, color="C0")
axis.axhline(sample_mean, color="C2", ls="--")
axis.text(23, 178.2, "without zero_grad()", color="C1")
axis.text(3, 166.3, "with zero_grad()", color="C0")
axis.set(title="What one missing line does", xlabel="step", ylabel="μ", ylim=(158, 180))
plt.show()

# %% exercise-word-underflow
word_probability = 1 / 32_000
word_nll = -math.log(word_probability)
lost_words = []
for kind in [np.float32, np.float64]:
    product, words = kind(1), 0
    while product > 0:
        product, words = product * kind(word_probability), words + 1
    lost_words.append(words)
    print(f"{kind.__name__}: 0 after {words} words")
print(f"NLL after 1000 words: {1000 * word_nll:.1f}")

# %% exercise-logit-gradient
for share in [0.3, 0.5, 0.6, 0.9]:
    start = math.log(share / (1 - share))
    z = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    guess = torch.sigmoid(z)
    loss = -(k * torch.log(guess) + (n - k) * torch.log(1 - guess))
    loss.backward()
    by_autograd = z.grad.item()
    print(f"p = {share}: autograd {by_autograd:7.4f}, n·p − k {n * share - k:7.4f}")
