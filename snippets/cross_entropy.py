# %% imports
import math
import unicodedata
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F

np.set_printoptions(precision=4, suppress=True)


# %% surprise
def surprise(a):
    return np.log(1 / a)


for probability in [1, 1 / 2, 1 / 4, 1 / 8, 1 / 1000]:
    print(f"{probability:5}: {surprise(probability):.4f}")

# %% surprise-curve
probabilities = np.linspace(0.01, 1, 100)
halves = np.array([1 / 2, 1 / 4, 1 / 8])

figure, axis = plt.subplots()
axis.plot(probabilities, surprise(probabilities), color="C0")
axis.vlines(halves, 0, surprise(halves), color="C1", ls=":")
axis.hlines(surprise(halves), 0, halves, color="C1", ls=":")
axis.plot(halves, surprise(halves), "o", color="C1")
axis.set(title="Halving the probability adds log 2", xlim=(0, 1.03), ylim=(0, 4.8))
axis.set(xlabel="probability a", ylabel="surprisal (nats)", xticks=[0, 1 / 8, 1 / 4, 1 / 2, 1])
axis.set_xticklabels(["0", "1/8", "1/4", "1/2", "1"])
plt.show()

# %% surprises-add-up
together = surprise(1 / 2 * 1 / 4)
print(f"both at once: {together:.4f}")
print(f"one by one:   {surprise(1 / 2):.4f} + {surprise(1 / 4):.4f}")

# %% next-word
words = ["student", "teacher", "good", "very"]
p = np.array([1 / 2, 1 / 4, 1 / 8, 1 / 8])
for word, probability in zip(words, p):
    print(f"{word:8} p = {probability:.3f}, surprisal {surprise(probability):.4f}")

# %% mean-surprise
mean_surprise = np.sum(p * surprise(p))
generator = np.random.default_rng(1234)
drawn = generator.choice(len(words), size=10_000, p=p)
drawn_surprise = surprise(p[drawn]).mean()
print(f"by the formula: {mean_surprise:.3f}")
print(f"10,000 words:   {drawn_surprise:.3f}")

# %% surprise-by-word
figure, (top, bottom) = plt.subplots(2, figsize=(5, 4.6), sharex=True, layout="constrained")
top.bar(words, p, color="C0", width=0.6)
top.set(title="Probability", ylabel="p")
bottom.bar(words, surprise(p), color="C1", width=0.6)
bottom.axhline(mean_surprise, color="C2", ls="--")
bottom.text(-0.35, mean_surprise + 0.08, f"mean {mean_surprise:.3f}", color="C2")
bottom.set(title="Surprisal", ylabel="−log p (nats)")
plt.show()


# %% entropy
def entropy(p):
    happens = p > 0
    return np.sum(p[happens] * surprise(p[happens]))


certain = np.array([1.0, 0.0, 0.0, 0.0])
uniform = np.full(4, 1 / 4)
print(f"certain: {entropy(certain):.4f}")
print(f"p:       {entropy(p):.4f}")
print(f"uniform: {entropy(uniform):.4f}")
print(f"log 4:   {math.log(4):.4f}")

# %% zero-times-log
with np.errstate(divide="ignore", invalid="ignore"):
    by_the_letter = np.sum(certain * surprise(certain))
for tiny in [0.1, 0.01, 0.001]:
    print(f"a = {tiny:5}: −a log a = {-tiny * math.log(tiny):.4f}")
print(f"sum by the letter: {by_the_letter}")

# %% entropy-of-two
shares = np.linspace(0, 1, 101)
entropies = np.array([entropy(np.array([share, 1 - share])) for share in shares])

figure, axis = plt.subplots()
axis.plot(shares, entropies, color="C0")
axis.plot(0.5, math.log(2), "o", color="C1", ms=8)
axis.text(0.5, 0.63, "log 2", ha="center", color="C1")
axis.set(title="Entropy of two outcomes", xlim=(0, 1), ylim=(0, 0.75))
axis.set(xlabel="probability of the first", ylabel="entropy (nats)")
plt.show()

# %% bits-and-nats
questions = np.array([1, 2, 3, 3])
entropy_in_bits = -np.sum(p * np.log2(p))
print(f"nats:           {entropy(p):.4f}")
print(f"bits:           {entropy_in_bits:.4f}")
print(f"nats / log 2:   {entropy(p) / math.log(2):.4f}")
print(f"mean questions: {np.sum(p * questions):.4f}")

# %% one-question-too-many
lopsided = np.array([0.9, 0.1])
lopsided_bits = entropy(lopsided) / math.log(2)
print(f"bits:           {lopsided_bits:.4f}")
print(f"mean questions: {np.sum(lopsided * 1):.4f}")


# %% cross-entropy
def cross_entropy(p, q):
    happens = p > 0
    return np.sum(p[happens] * surprise(q[happens]))


models = {"p itself": p, "uniform": uniform, "reversed": p[::-1]}
for name, q in models.items():
    print(f"{name:8}: H(p, q) = {cross_entropy(p, q):.4f}")

# %% models-beside-p
places = np.arange(len(words))
figure, axes = plt.subplots(3, figsize=(5, 5.4), sharex=True, layout="constrained")
for axis, (name, q) in zip(axes, models.items()):
    axis.bar(places - 0.2, p, width=0.36, color="C0")
    axis.bar(places + 0.2, q, width=0.36, color="C1", alpha=0.7)
    axis.set(title=f"q: {name}, H(p, q) = {cross_entropy(p, q):.3f}", ylim=(0, 0.64))
axes[0].text(-0.2, 0.53, "p", ha="center", color="C0")
axes[0].text(0.2, 0.53, "q", ha="center", color="C1")
axes[-1].set(xticks=places, xticklabels=words)
plt.show()

# %% areas
half_wrong = (uniform + p[::-1]) / 2
left_edges = np.cumsum(p) - p

figure, axis = plt.subplots()
axis.bar(left_edges, surprise(half_wrong), width=p, align="edge", color="C1", alpha=0.5)
axis.bar(left_edges, surprise(p), width=p, align="edge", color="C0", alpha=0.5)
for word, edge, width in zip(words, left_edges, p):
    axis.text(edge + width / 2, -0.12, word, ha="center", va="top", rotation=30)
axis.text(0.02, 0.3, "area = H(p)", color="C0")
axis.text(0.02, 1.35, "area up to here = H(p, q)", color="C1")
axis.set(title="Width p, height −log q", ylabel="surprisal (nats)", xticks=[], ylim=(0, 2.4))
plt.show()

# %% never-below-entropy
random_models = generator.dirichlet(np.ones(4), size=10_000)
costs = np.array([cross_entropy(p, q) for q in random_models])
closest = random_models[costs.argmin()]
print(f"entropy:      {entropy(p):.4f}")
print(f"smallest:     {costs.min():.4f}")
print(f"that model:   {closest.round(2)}")

# %% both-directions
print(f"H(p, uniform): {cross_entropy(p, uniform):.4f}")
print(f"H(uniform, p): {cross_entropy(uniform, p):.4f}")

# %% impossible-word
never = np.array([0.4, 0.3, 0.3, 0.0])
with np.errstate(divide="ignore"):
    unforgiving = cross_entropy(p, never)
print(f"H(p, q) = {unforgiving}")
print(f"H(q, p) = {cross_entropy(never, p):.4f}")

# %% empirical-distribution
phones = np.array([0, 0, 0, 0, 0, 0, 0, 1, 1, 1])
n = len(phones)
p_hat = np.bincount(phones) / n
print(p_hat)


# %% mean-nll
def mean_nll(q, x):
    return -np.mean(np.log(q[x]))


for share in [0.3, 0.5, 0.7, 0.9]:
    q = np.array([share, 1 - share])
    by_person, by_kind = mean_nll(q, phones), cross_entropy(p_hat, q)
    print(f"share {share}: mean NLL {by_person:.4f}, H(p_hat, q) {by_kind:.4f}")

# %% more-people
best_model = np.array([0.7, 0.3])
for copies in [1, 10, 100]:
    people = np.tile(phones, copies)
    total = -np.sum(np.log(best_model[people]))
    print(f"{len(people):4} people: NLL {total:8.4f}, mean {mean_nll(best_model, people):.4f}")

# %% gap
floor = entropy(p_hat)
for share in [0.3, 0.5, 0.7, 0.9]:
    cost = cross_entropy(p_hat, np.array([share, round(1 - share, 1)]))
    print(f"share {share}: {cost:.3f} = {floor:.3f} + {cost - floor:.3f}")

# %% gap-above-entropy
inner = np.linspace(0.05, 0.95, 91)
curve = np.array([mean_nll(np.array([share, 1 - share]), phones) for share in inner])
at_three_tenths = mean_nll(np.array([0.3, 0.7]), phones)

figure, axis = plt.subplots()
axis.plot(inner, curve, color="C0")
axis.axhline(floor, color="C2", ls="--")
axis.plot(0.7, floor, "o", color="C2", ms=8)
axis.vlines(0.3, floor, at_three_tenths, color="C1", lw=3)
axis.text(0.28, 0.75, f"gap {at_three_tenths - floor:.3f}", ha="right", color="C1")
axis.text(0.02, 0.45, f"entropy {floor:.3f}", color="C2")
axis.set(title="Mean NLL = cross entropy", xlim=(0, 1), ylim=(0.3, 2.2))
axis.set(xlabel="share of Android in the model", ylabel="H(p̂, q) (nats)")
plt.show()

# %% contexts
share_of_context = np.array([0.6, 0.4])
p_given = np.array([[0.5, 0.25, 0.125, 0.125], [0.25, 0.75, 0, 0]])

# %% two-contexts
entropy_given = np.array([entropy(row) for row in p_given])
floor_with_context = np.sum(share_of_context * entropy_given)
p_without = share_of_context @ p_given
print(f"entropy after I:       {entropy_given[0]:.4f}")
print(f"entropy after good:    {entropy_given[1]:.4f}")
print(f"mean, context known:   {floor_with_context:.4f}")
print(f"word without context:  {p_without}")
print(f"entropy without it:    {entropy(p_without):.4f}")


# %% softmax
def softmax(z):
    exponentials = np.exp(z)
    return exponentials / exponentials.sum()


logits = np.array([2.0, 1.0, 0.0, -1.0])
print(softmax(logits))
print(f"sum {softmax(logits).sum():.4f}")

# %% logits-to-probabilities
figure, (top, bottom) = plt.subplots(2, figsize=(5, 4.6), sharex=True, layout="constrained")
top.bar(words, logits, color="C0", width=0.6)
top.axhline(0, color="C3", lw=0.8)
top.set(title="Logits", ylabel="z")
bottom.bar(words, softmax(logits), color="C1", width=0.6)
bottom.set(title="Softmax of the logits", ylabel="probability", ylim=(0, 1))
plt.show()

# %% log-odds
predicted = softmax(logits)
print(f"q_1 / q_2:   {predicted[0] / predicted[1]:.4f}")
print(f"log of that: {np.log(predicted[0] / predicted[1]):.4f}")
print(f"z_1 − z_2:   {logits[0] - logits[1]:.4f}")

# %% only-differences-count
print(softmax(logits))
print(softmax(logits + 100))
pair = softmax(np.array([2.0, 0.0]))
print(f"two logits: {pair[0]:.4f}")
print(f"sigmoid:    {torch.sigmoid(torch.tensor(2.0)).item():.4f}")

# %% overflow
large = logits + 1000
with np.errstate(over="ignore", invalid="ignore"):
    print(np.exp(large))
    print(softmax(large))


# %% log-sum-exp
def log_sum_exp(z):
    largest = z.max()
    return largest + np.log(np.sum(np.exp(z - largest)))


print(f"naive:         {np.log(np.sum(np.exp(logits))):.4f}")
print(f"by hand:       {log_sum_exp(logits):.4f}")
print(f"large, hand:   {log_sum_exp(large):.4f}")
print(f"large, torch:  {torch.logsumexp(torch.tensor(large), dim=0).item():.4f}")


# %% log-softmax
def log_softmax(z):
    return z - log_sum_exp(z)


far = np.array([0.0, -800.0])
with np.errstate(divide="ignore"):
    print(f"log of softmax: {np.log(softmax(far))}")
print(f"log-softmax:    {log_softmax(far)}")
print(f"large logits:   {log_softmax(large)}")
print(f"large, softmax: {np.exp(log_softmax(large))}")

# %% one-hot-target
answer = 1
target = np.eye(4)[answer]
print(f"target:             {target}")
print(f"entropy of target:  {entropy(target):.4f}")
print(f"H(target, q):       {cross_entropy(target, predicted):.4f}")
print(f"surprisal of word 1: {surprise(predicted[answer]):.4f}")


# %% cross-entropy-loss
def cross_entropy_loss(z, y):
    return -z[y] + log_sum_exp(z)


batch = np.array([[2.0, 1.0, 0.0, -1.0], [0.5, 0.5, 3.0, 0.0], [-1.0, 2.0, 1.0, 1.5]])
answers = np.array([1, 2, 0])
losses = np.array([cross_entropy_loss(z, y) for z, y in zip(batch, answers)])
print(losses)
print(f"mean {losses.mean():.4f}")

# %% double-precision
torch.set_default_dtype(torch.float64)
torch.set_printoptions(precision=4, sci_mode=False)

# %% three-ways
z_batch, y_batch = torch.tensor(batch), torch.tensor(answers)
loss_by_hand = losses.mean()
by_nll_loss = torch.nn.NLLLoss()(torch.log_softmax(z_batch, dim=1), y_batch).item()
by_cross_entropy_loss = torch.nn.CrossEntropyLoss()(z_batch, y_batch).item()
print(f"by hand:                {loss_by_hand:.12f}")
print(f"NLLLoss(log_softmax):   {by_nll_loss:.12f}")
print(f"CrossEntropyLoss:       {by_cross_entropy_loss:.12f}")

# %% probabilities-in-nll-loss
of_probabilities = torch.nn.NLLLoss()(torch.softmax(z_batch, dim=1), y_batch).item()
print(f"NLLLoss(softmax): {of_probabilities:.4f}")

# %% softmax-twice
sure = torch.tensor([[20.0, 0.0, 0.0, 0.0]])
right = torch.tensor([0])
once = F.cross_entropy(sure, right).item()
twice = F.cross_entropy(torch.softmax(sure, dim=1), right).item()
print(f"softmax once:  {once:.4f}")
print(f"softmax twice: {twice:.4f}")


# %% learning-with-softmax-twice
def learn(start, twice, steps=40):
    z = torch.tensor([start], requires_grad=True)
    path = []
    for _ in range(steps + 1):
        guess = torch.softmax(z, dim=1)
        path.append(guess[0, 0].item())
        F.cross_entropy(guess if twice else z, right).backward()
        with torch.no_grad():
            z -= z.grad
        z.grad = None
    return path


wrong_start = [0.0, 5.0, 0.0, 0.0]
once_path, twice_path = learn(wrong_start, False), learn(wrong_start, True)
print(f"softmax once:  {once_path[40]:.3f}")
print(f"softmax twice: {twice_path[40]:.3f}")

# %% learning-curves
figure, axis = plt.subplots()
axis.plot(once_path, color="C0")
axis.plot(twice_path, color="C1")
axis.text(14, 0.82, "softmax once", color="C0")
axis.text(40, 0.1, "softmax twice", ha="right", color="C1")
axis.set(title="Learning the answer from a wrong start", ylim=(0, 1.05))
axis.set(xlabel="step", ylabel="probability of the answer")
plt.show()

# %% learning-from-zeros
from_zeros = {}
for classes in [4, 100]:
    zeros = [0.0] * classes
    from_zeros[classes] = learn(zeros, False)[40], learn(zeros, True)[40]
    once_end, twice_end = from_zeros[classes]
    print(f"{classes:3} classes: once {once_end:.3f}, twice {twice_end:.3f}")


# %% cross-entropy-gradient
def cross_entropy_gradient(z, target):
    return softmax(z) - target


leaf = torch.tensor(logits, requires_grad=True)
F.cross_entropy(leaf, torch.tensor(1)).backward()
gradient_by_hand = cross_entropy_gradient(logits, target)
print(f"by hand:  {gradient_by_hand}")
print(f"autograd: {leaf.grad.numpy()}")
print(f"sum is 0: {np.isclose(gradient_by_hand.sum(), 0)}")

# %% gradient-is-a-difference
figure, (top, bottom) = plt.subplots(2, figsize=(5, 4.6), sharex=True, layout="constrained")
top.bar(places - 0.2, softmax(logits), width=0.36, color="C0")
top.bar(places + 0.2, target, width=0.36, color="C1", alpha=0.7)
top.text(-0.2, 0.68, "softmax", ha="center", color="C0")
top.text(1.2, 1.04, "target", ha="center", color="C1")
top.set(title="What the model says, and what came", ylim=(0, 1.2))
bottom.bar(places, gradient_by_hand, width=0.6, color="C2")
bottom.axhline(0, color="C3", lw=0.8)
bottom.set(title="Gradient: softmax − target", xticks=places, xticklabels=words)
plt.show()


# %% binary-cross-entropy
def binary_cross_entropy(r, y):
    return -(y * np.log(r) + (1 - y) * np.log(1 - r))


for y in [0, 1]:
    by_logits = cross_entropy_loss(np.array([0.0, 2.0]), y)
    by_sigmoid = binary_cross_entropy(1 / (1 + math.exp(-2)), y)
    print(f"y = {y}: two logits {by_logits:.4f}, sigmoid {by_sigmoid:.4f}")


# %% bce-with-logits
def bce_with_logits(z, y):
    return np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))


binary_logits = torch.tensor([-2.0, 0.0, 2.0])
ones = torch.ones(3)
print(bce_with_logits(binary_logits.numpy(), ones.numpy()))
print(torch.nn.BCEWithLogitsLoss(reduction="none")(binary_logits, ones).numpy())
print(torch.nn.BCELoss(reduction="none")(torch.sigmoid(binary_logits), ones).numpy())

# %% wrong-and-sure
clamped = {}
for logit in [-40.0, -800.0]:
    z = torch.tensor(logit, requires_grad=True)
    loss = F.binary_cross_entropy(torch.sigmoid(z), torch.tensor(1.0))
    loss.backward()
    clamped[logit] = loss.item()
    print(f"z = {logit:4.0f}: loss {loss.item():5.1f}, gradient {abs(z.grad.item()):.1f}")

# %% wrong-and-sure-with-logits
for logit in [-40.0, -800.0]:
    z = torch.tensor(logit, requires_grad=True)
    loss = F.binary_cross_entropy_with_logits(z, torch.tensor(1.0))
    loss.backward()
    print(f"z = {logit:4.0f}: loss {loss.item():5.1f}, gradient {z.grad.item():.1f}")

# %% binary-curves
zs = np.linspace(-6, 6, 121)
figure, axis = plt.subplots()
axis.plot(zs, bce_with_logits(zs, 1), color="C0")
axis.plot(zs, bce_with_logits(zs, 0), color="C1")
axis.plot(0, math.log(2), "o", color="C2", ms=8)
axis.text(0, 1.2, "log 2", ha="center", color="C2")
axis.text(-4.8, 5.2, "y = 1", color="C0")
axis.text(4.8, 5.2, "y = 0", ha="right", color="C1")
axis.set(title="Loss of a binary answer", xlabel="logit z", ylabel="loss (nats)")
plt.show()


# %% class-weights
def weighted_mean(losses, weights):
    return np.sum(weights * losses) / np.sum(weights)


weight = torch.tensor([5.0, 1.0, 1.0, 1.0])
weighted = F.cross_entropy(z_batch, y_batch, weight=weight).item()
each = weight[y_batch].numpy()
print(f"CrossEntropyLoss(weight): {weighted:.4f}")
print(f"divided by the weights:   {weighted_mean(losses, each):.4f}")
print(f"divided by the count:     {np.sum(each * losses) / len(losses):.4f}")
alone = F.cross_entropy(z_batch[2:], y_batch[2:], weight=weight).item()
print(f"one class, with, without: {alone:.4f}, {losses[2]:.4f}")

# %% padding
tokens = torch.tensor([3, 4, 2, 0, 0, 0])
guesses = torch.zeros(6, 5)
guesses[3:, 0] = 10
counted = F.cross_entropy(guesses, tokens).item()
ignored = F.cross_entropy(guesses, tokens, ignore_index=0).item()
nothing_left = F.cross_entropy(guesses[3:], tokens[3:], ignore_index=0).item()
print(f"padding counted: {counted:.4f}")
print(f"padding ignored: {ignored:.4f}")
print(f"log 5:           {math.log(5):.4f}")
print(f"only padding:    {nothing_left}")

# %% padding-curve
lengths = np.arange(3, 21)
padding_loss = F.cross_entropy(guesses[3:], tokens[3:]).item()
diluted = (3 * math.log(5) + (lengths - 3) * padding_loss) / lengths

figure, axis = plt.subplots()
axis.plot(lengths, diluted, "o-", color="C1", ms=4)
axis.axhline(ignored, color="C0")
axis.text(20, ignored + 0.04, "padding ignored", ha="right", color="C0")
axis.text(8, 0.85, "padding counted", color="C1")
axis.set(title="Padding dilutes the loss", ylim=(0, 1.9))
axis.set(xlabel="length after padding", ylabel="loss (nats)", xticks=[3, 5, 10, 15, 20])
plt.show()

# %% class-axis
torch.manual_seed(1234)
scores, following = torch.randn(2, 5, 5), torch.randint(5, (2, 5))
misread = F.cross_entropy(scores, following).item()
flattened = F.cross_entropy(scores.reshape(-1, 5), following.reshape(-1)).item()
print(f"as it is:  {misread:.4f}")
print(f"flattened: {flattened:.4f}")


# %% label-smoothing
def smooth(target, epsilon):
    return (1 - epsilon) * target + epsilon / len(target)


soft_target = smooth(np.eye(4)[1], 0.1)
smoothed = cross_entropy(soft_target, softmax(logits))
by_pytorch = F.cross_entropy(torch.tensor(logits), torch.tensor(1), label_smoothing=0.1)
print(f"target:   {soft_target}")
print(f"by hand:  {smoothed:.4f}")
print(f"PyTorch:  {by_pytorch.item():.4f}")
print(f"entropy:  {entropy(soft_target):.4f}")

# %% label-smoothing-curve
gaps = np.linspace(0, 10, 101)
rows = [np.array([0, gap, 0, 0]) for gap in gaps]
hard_curve = np.array([cross_entropy(np.eye(4)[1], softmax(row)) for row in rows])
soft_curve = np.array([cross_entropy(soft_target, softmax(row)) for row in rows])

figure, axis = plt.subplots()
axis.plot(gaps, hard_curve, color="C0")
axis.plot(gaps, soft_curve, color="C1")
axis.axhline(entropy(soft_target), color="C2", ls="--")
axis.text(9.9, 0.06, "ε = 0", ha="right", color="C0")
axis.text(9.9, 0.95, "ε = 0.1", ha="right", color="C1")
axis.text(9.9, entropy(soft_target) - 0.1, "entropy of the target", ha="right", color="C2")
axis.set(title="With label smoothing, more confident is not better", ylim=(0, 1.5))
axis.set(xlabel="logit of the answer, others 0", ylabel="loss (nats)")
plt.show()


# %% perplexity
def perplexity(cross_entropy_in_nats):
    return np.exp(cross_entropy_in_nats)


for name, q in models.items():
    nats = cross_entropy(p, q)
    bits = nats / math.log(2)
    print(f"{name:8}: {nats:.4f} nats, e^H {perplexity(nats):.4f}, 2^H {2**bits:.4f}")

# %% wrong-base
uniform_nats = cross_entropy(p, uniform)
uniform_bits = uniform_nats / math.log(2)
print(f"e to the nats: {math.exp(uniform_nats):.4f}")
print(f"2 to the nats: {2**uniform_nats:.4f}")
print(f"e to the bits: {math.exp(uniform_bits):.4f}")

# %% corpus
corpus = Path(__file__).parent / "data" / "corpus.txt"
sentences = corpus.read_text(encoding="utf-8").splitlines()
held_out = sentences[9::10]
training = [line for number, line in enumerate(sentences, 1) if number % 10 != 0]
vocabulary = ["[UNK]", "\n", *sorted(set("".join(training)))]
ids = {token: number for number, token in enumerate(vocabulary)}
print(f"{len(training)} sentences to learn from, {len(held_out)} held out")
print(f"{len(vocabulary)} tokens in the vocabulary")


# %% shifted-by-one
def shift(lines, ids):
    inputs, targets = [], []
    for line in lines:
        row = [ids.get(token, 0) for token in "\n" + line + "\n"]
        inputs += row[:-1]
        targets += row[1:]
    return np.array(inputs), np.array(targets)


inputs, targets = shift(training, ids)
for before, after in zip(inputs[:6], targets[:6]):
    print(f"{vocabulary[before]!r} → {vocabulary[after]!r}")
print(f"{len(inputs)} pairs")


# %% counting
def count_pairs(inputs, targets, size):
    counts = np.zeros((size, size))
    np.add.at(counts, (inputs, targets), 1)
    return counts


counts = count_pairs(inputs, targets, len(vocabulary))
totals = counts.sum(axis=1, keepdims=True)
by_counting = counts / np.maximum(totals, 1)
first, second = ids["학"], ids["교"]
print(f"after the first: {totals[first, 0]:.0f}, the second {counts[first, second]:.0f} times")
print(f"their ratio:     {by_counting[first, second]:.4f}")

# %% chain-rule
joint = counts / counts.sum()
as_first, as_second = joint.sum(axis=1), joint.sum(axis=0)
chained = as_first[:, None] * by_counting
independent = as_first[:, None] * as_second
print(f"both, counted:     {joint[first, second]:.6f}")
print(f"chain rule:        {chained[first, second]:.6f}")
print(f"as if independent: {independent[first, second]:.6f}")
print(f"all pairs, chain rule:        {np.allclose(chained, joint)}")
print(f"all pairs, as if independent: {np.allclose(independent, joint)}")

# %% counted-loss
counted_loss = np.mean(surprise(by_counting[inputs, targets]))
unigram_loss = entropy(np.bincount(targets) / len(targets))
print(f"uniform:           {math.log(len(vocabulary)):.4f}")
print(f"without a context: {unigram_loss:.4f}")
print(f"one token before:  {counted_loss:.4f}")

# %% counting-by-gradient
weights = torch.zeros(counts.shape, requires_grad=True)
shares_of_pairs = torch.tensor(joint)
optimizer = torch.optim.Adam([weights], lr=1.0)
loss_path = []
for _ in range(201):
    loss = -torch.sum(shares_of_pairs * torch.log_softmax(weights, dim=1))
    loss_path.append(loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

learned = F.cross_entropy(weights[inputs], torch.tensor(targets)).item()
print(f"first:       {loss_path[0]:.4f}")
print(f"by gradient: {learned:.4f}")
print(f"by counting: {counted_loss:.4f}")

# %% counting-by-gradient-curve
figure, axis = plt.subplots()
axis.plot(loss_path, color="C0")
axis.axhline(math.log(len(vocabulary)), color="C2", ls=":")
axis.axhline(counted_loss, color="C1", ls="--")
axis.text(200, math.log(len(vocabulary)) - 0.35, "uniform", ha="right", color="C2")
axis.text(200, counted_loss + 0.15, "by counting", ha="right", color="C1")
axis.set(title="Gradient descent arrives where counting does", ylim=(0, 7))
axis.set(xlabel="step", ylabel="cross entropy (nats)")
plt.show()

# %% unseen-pairs
new_inputs, new_targets = shift(held_out, ids)
unseen = by_counting[new_inputs, new_targets] == 0
with np.errstate(divide="ignore"):
    held_out_loss = np.mean(surprise(by_counting[new_inputs, new_targets]))
print(f"pairs held out:   {len(new_inputs)}")
print(f"never seen:       {unseen.mean():.1%}")
print(f"mean loss:        {held_out_loss}")

# %% learned-held-out
learned_held_out = F.cross_entropy(weights[new_inputs], torch.tensor(new_targets)).item()
print(f"mean loss: {learned_held_out:.4f}")


# %% add-one
def smoothed_by(extra, counts):
    return (counts + extra) / (counts + extra).sum(axis=1, keepdims=True)


add_one = smoothed_by(1, counts)
add_one_training = np.mean(surprise(add_one[inputs, targets]))
add_one_held_out = np.mean(surprise(add_one[new_inputs, new_targets]))
print(f"training: loss {add_one_training:.4f}, perplexity {perplexity(add_one_training):.1f}")
print(f"held out: loss {add_one_held_out:.4f}, perplexity {perplexity(add_one_held_out):.1f}")


# %% bits-per-character
def losses_by_token(train, test):
    entries = ["[UNK]", *sorted(set("\n".join(train)))]
    ids = {token: number for number, token in enumerate(entries)}
    probabilities = smoothed_by(1, count_pairs(*shift(train, ids), len(ids)))
    before, after = shift(test, ids)
    return surprise(probabilities[before, after])


known = [line for line in held_out if set(line) <= set(vocabulary)]
size = sum(len(line) + 1 for line in known)
bits_per_character = {}
for form in ["NFC", "NFD"]:
    train = [unicodedata.normalize(form, line) for line in training]
    test = [unicodedata.normalize(form, line) for line in known]
    token_losses = losses_by_token(train, test)
    bits_per_character[form] = token_losses.sum() / size / math.log(2)
    print(f"{form}: {len(token_losses)} tokens", end=", ")
    print(f"perplexity {perplexity(token_losses.mean()):.1f}", end=", ")
    print(f"{bits_per_character[form]:.3f} bits per character")

# %% exercise-die
die = np.full(6, 1 / 6)
loaded = np.array([1, 1, 1, 1, 1, 5]) / 10
for name, faces in [("fair", die), ("loaded", loaded)]:
    nats = entropy(faces)
    print(f"{name:6}: {nats:.4f} nats, {nats / math.log(2):.4f} bits")
extra = cross_entropy(loaded, die) - entropy(loaded)
print(f"extra: {extra:.4f} nats")

# %% exercise-floor
for classes in [2, 4, 100, 32_000]:
    floor_twice = math.log(math.e + classes - 1) - 1
    print(f"{classes:6} classes: least loss {floor_twice:.4f}, log {math.log(classes):.4f}")

# %% exercise-best-gap
best_gap = math.log(soft_target[1] / soft_target[0])
best_row = np.array([0, best_gap, 0, 0])
print(f"gap:     {best_gap:.4f}")
print(f"softmax: {softmax(best_row)}")
print(f"loss:    {cross_entropy(soft_target, softmax(best_row)):.4f}")
print(f"grid:    {gaps[soft_curve.argmin()]:.1f}")

# %% exercise-two-sentences
short, long = np.full(2, 4.0), np.full(18, 1.0)
by_token = np.concatenate([short, long]).mean()
print(f"per sentence: {perplexity(short.mean()):.2f}, {perplexity(long.mean()):.2f}")
print(f"mean of both: {(perplexity(short.mean()) + perplexity(long.mean())) / 2:.2f}")
print(f"all tokens:   {perplexity(by_token):.2f}")

# %% exercise-temperature
temperatures = np.geomspace(0.1, 10, 81)
spread = np.array([entropy(softmax(logits / temperature)) for temperature in temperatures])
for temperature in [0.1, 1, 10]:
    print(f"T = {temperature:4}: {softmax(logits / temperature)}")

figure, axis = plt.subplots()
axis.semilogx(temperatures, spread, color="C0")
axis.axhline(math.log(4), color="C1", ls="--")
axis.plot(1, entropy(softmax(logits)), "o", color="C2", ms=8)
axis.text(0.1, math.log(4) + 0.03, "log 4", color="C1")
axis.set(title="Temperature and entropy", ylim=(0, 1.5))
axis.set(xlabel="temperature T", ylabel="entropy (nats)")
axis.set(xticks=[0.1, 1, 10], xticklabels=["0.1", "1", "10"])
plt.show()

# %% exercise-own-text
own_text = "오늘은 친구와 도서관에서 책을 읽었다."
own_inputs, own_targets = shift([own_text], ids)
own_losses = surprise(add_one[own_inputs, own_targets])
own_bits = own_losses.sum() / len(own_losses) / math.log(2)
hardest = own_losses.argmax()
print(f"bits per character: {own_bits:.3f}")
print(f"largest surprisal:   {own_losses[hardest]:.3f} nats, {vocabulary[own_targets[hardest]]!r}")
