# %% imports
from collections import Counter

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.nn import functional

np.set_printoptions(precision=4, linewidth=80)
torch.set_printoptions(precision=4)

# %% numbered-words
pair = ["일찍 자고 일찍 일어나세요", "어제 늦게 자서 너무 졸려요"]
words = list(dict.fromkeys(" ".join(pair).split()))
ids = {word: number for number, word in enumerate(words)}
for word, number in ids.items():
    print(number, word)

# %% sentences-as-numbers
first, second = ([ids[word] for word in text.split()] for text in pair)
print(first)
print(second)

# %% middle-of-two-numbers
middle = (ids["일찍"] + ids["일어나세요"]) / 2
print(f"middle {middle}: {words[int(middle)]}")

other_ids = {word: number for number, word in enumerate(sorted(words))}
other_middle = (other_ids["일찍"] + other_ids["일어나세요"]) / 2
print(f"middle {other_middle} after sorting")

# %% identity-matrix
print(np.eye(4))


# %% one-hot
def one_hot(ids, size):
    return np.eye(size)[ids]


X = one_hot(first, len(words))
print(X.shape)
print(X)


# %% one-hot-grid
def draw_matrix(axis, matrix, title, strongest=1):
    for (row, column), value in np.ndenumerate(matrix):
        color = "C0" if value >= 0 else "C1"
        alpha = 0.6 * abs(value) / strongest
        cell = plt.Rectangle((column, row), 1, 1, facecolor=color, alpha=alpha, lw=0)
        axis.add_patch(cell)
        axis.text(column + 0.5, row + 0.5, f"{value:.3g}", ha="center", va="center", size=8)
    rows, columns = matrix.shape
    axis.set(xlim=(0, columns), ylim=(rows, 0), title=title, aspect="equal")
    axis.set_xticks(np.arange(columns) + 0.5, range(columns))
    axis.set_yticks(np.arange(rows) + 0.5, range(rows))
    axis.grid(False)


figure, axis = plt.subplots(figsize=(5, 2.8), layout="constrained")
draw_matrix(axis, X, "One row a word, one column an id")
axis.set(xlabel="id", ylabel="place in the sentence")
plt.show()

# %% back-to-words
back = X.argmax(axis=1)
print(back)
print(" ".join(words[number] for number in back))

# %% one-hot-in-torch
numbers = torch.tensor(first)
X_torch = functional.one_hot(numbers, num_classes=len(words))
print(X_torch)
print(X_torch.dtype)

# %% forgotten-classes
too_narrow = functional.one_hot(numbers)
print(tuple(too_narrow.shape))

# %% rows-add-up-to-one
print(X.sum(axis=1))
print(X.mean(axis=0))

# %% certain-and-mean
figure, (top, bottom) = plt.subplots(2, figsize=(5, 4), layout="constrained")
top.bar(range(len(words)), X[0], color="C0")
top.set(title="The first word: certain", ylabel="probability")
bottom.bar(range(len(words)), X.mean(axis=0), color="C1")
bottom.set(title="The mean of four words", xlabel="id", ylabel="share")
for axis in (top, bottom):
    axis.set(ylim=(0, 1.05), xticks=range(len(words)))
plt.show()

# %% corpus
lines = open("data/corpus.txt", encoding="utf-8").read().splitlines()
held_out = lines[9::10]
del lines[9::10]


def words_of(line):
    return line.replace(",", "").rstrip(".?!").split()


corpus = [word for line in lines for word in words_of(line)]
vocabulary = sorted(set(corpus))
number_of = {word: number for number, word in enumerate(vocabulary)}
print(f"{len(lines)} sentences, {len(corpus)} words, {len(vocabulary)} of them different")

# %% shares-of-words
corpus_one_hots = one_hot([number_of[word] for word in corpus], len(vocabulary))
shares = corpus_one_hots.mean(axis=0)
counts = Counter(corpus)
for word, count in counts.most_common(5):
    print(f"{shares[number_of[word]]:.6f} = {count} / {len(corpus)}  {word}")
all_counts = np.array([counts[word] for word in vocabulary])
print(np.allclose(shares, all_counts / len(corpus)))


# %% distances
def distance(a, b):
    return np.sqrt(np.sum((a - b) ** 2))


all_one_hots = one_hot(range(len(words)), len(words))
distances = np.array([[distance(a, b) for b in all_one_hots] for a in all_one_hots])
print(distances[:3])

# %% two-tables-of-distances
gaps = np.array([[abs(a - b) for b in range(len(words))] for a in range(len(words))])

figure, (top, bottom) = plt.subplots(2, figsize=(4.2, 8.2), layout="constrained")
draw_matrix(top, gaps, "Differences of ids", strongest=7)
draw_matrix(bottom, distances.round(2), "Distances of one-hots", strongest=np.sqrt(2))
plt.show()


# %% memory
def one_hot_bytes(n, V, s):
    return n * V * s


for size in [len(words), len(vocabulary), 32_000, 128_000]:
    print(f"{size:7,} words: {one_hot_bytes(100, size, 4):11,} bytes")

id_bytes = 100 * 8
print(f"100 ids:       {id_bytes:11,} bytes")

# %% memory-curve
sizes = np.array([8, 100, 1000, 10_000, 32_000, 128_000])

figure, axis = plt.subplots()
axis.loglog(sizes, one_hot_bytes(100, sizes, 4), "o-", color="C0")
axis.loglog(sizes, np.full(len(sizes), id_bytes), color="C1", ls="--")
axis.text(2500, 3e5, "one-hots", ha="right", color="C0")
axis.text(10_000, 1200, "ids", color="C1")
axis.set(title="Memory for 100 words", xlabel="words in the vocabulary", ylabel="bytes")
plt.show()

# %% sparse
sparse = torch.tensor(X).to_sparse()
print(sparse.indices())
print(sparse.values())

# %% embedding-matrix
generator = np.random.default_rng(0)
W = torch.tensor(generator.normal(size=(len(words), 3)).round(1), dtype=torch.float32)
print(W)

# %% one-hot-times-matrix
product = X_torch.float() @ W
print(product)


# %% product-by-definition
def weighted_sum(x, w):
    return (x * w).sum()


for column in range(3):
    print(f"{weighted_sum(X_torch[3], W[:, column]).item():+.1f}")

# %% product-with-whole-numbers
try:
    X_torch @ W
except RuntimeError as error:
    print(error)

# %% look-up
layer = nn.Embedding.from_pretrained(W)
print(W[numbers])
print(torch.equal(product, W[numbers]))
print(torch.equal(product, layer(numbers)))

# %% product-as-selection
figure, axes = plt.subplots(1, 3, figsize=(8, 3.6), width_ratios=[8, 3, 3], layout="constrained")
draw_matrix(axes[0], X, "X: one-hots")
draw_matrix(axes[1], W.numpy(), "W", strongest=3)
draw_matrix(axes[2], product.numpy(), "XW", strongest=3)
plt.show()

# %% infinity-in-a-row
broken = W.clone()
broken[7] = torch.inf
print(X_torch.float() @ broken)
print(broken[numbers])

# %% gradient
table = W.clone().requires_grad_()
loss = (table[numbers] ** 2).sum() / 2
loss.backward()
print(f"loss {loss.item():.4f}")
print(table.grad)

# %% gradient-by-nudging
for row, nudge in [(0, 0.01), (1, 0.01), (7, 0.01), (0, 1e-9)]:
    nudged = W.clone()
    nudged[row, 0] += nudge
    change = (nudged[numbers] ** 2).sum() / 2 - loss.item()
    print(f"row {row}, nudge {nudge}: {change / nudge:+.3f}, autograd {table.grad[row, 0]:+.3f}")

# %% gradient-rows
figure, (left, right) = plt.subplots(1, 2, figsize=(5, 3.8), layout="constrained")
draw_matrix(left, W.numpy(), "W", strongest=3)
draw_matrix(right, table.grad.numpy(), "gradient", strongest=3)
plt.show()

# %% rows-that-move
for kind in [torch.optim.SGD, torch.optim.Adam]:
    moving = W.clone().requires_grad_()
    optimizer = kind([moving], lr=0.1)
    for sentence in [first, second]:
        before = moving.detach().clone()
        optimizer.zero_grad()
        (moving[sentence] ** 2).sum().backward()
        optimizer.step()
        moved = [row for row in range(len(words)) if not torch.equal(moving[row], before[row])]
        print(f"{kind.__name__}: {moved}")

# %% bag-of-words
bag = X.sum(axis=0)
print(bag)

# %% same-bag
told = ["숙제를 안 하고 저녁을 먹었다", "숙제를 하고 저녁을 안 먹었다"]
bags = [Counter(text.split()) for text in told]
print(bags[0] == bags[1])

# %% bag-times-matrix
bag_vector = torch.tensor(bag, dtype=torch.float32) @ W
adding_layer = nn.EmbeddingBag.from_pretrained(W, mode="sum")
print(bag_vector)
print(W[numbers].sum(dim=0))
print(adding_layer(numbers[None])[0])

# %% bags-of-the-corpus
corpus_bags = np.zeros((len(lines), len(vocabulary)))
for row, line in enumerate(lines):
    for word in words_of(line):
        corpus_bags[row, number_of[word]] += 1

empty = np.mean(corpus_bags == 0)
print(corpus_bags.shape)
print(f"zeros: {empty:.2%}")

# %% padded-batch
padded_words = ["[PAD]", *words]
padded_first = [1 + number for number in first] + [0]
padded_second = [1 + number for number in second]
batch = torch.tensor([padded_first, padded_second])
print(batch)
for row in batch:
    print(" ".join(padded_words[number] for number in row))

# %% padding-idx
padded_W = torch.cat([torch.full((1, 3), 9.0), W])
pad_gradients = {}
for padding_idx in [None, 0]:
    padded_layer = nn.Embedding.from_pretrained(padded_W, freeze=False, padding_idx=padding_idx)
    padded_layer(batch).sum().backward()
    pad_gradients[padding_idx] = padded_layer.weight.grad[0]
    print(f"padding_idx={padding_idx}: gradient {pad_gradients[padding_idx]}")
print(f"row of [PAD]: {padded_layer(batch)[0, -1].detach()}")

# %% padding-in-the-mean
padded_W[0] = 0
vectors = padded_W[batch[0]]
is_word = batch[0] != 0
print(f"sum of 4:     {W[numbers].sum(dim=0)}")
print(f"sum of 5:     {vectors.sum(dim=0)}")
print(f"mean of 4:    {W[numbers].mean(dim=0)}")
print(f"mean of 5:    {vectors.mean(dim=0)}")
print(f"divided by 4: {vectors.sum(dim=0) / is_word.sum()}")

# %% exercise-other-numbers
reversed_ids = {word: number for number, word in enumerate(reversed(words))}
for numbering in [ids, other_ids, reversed_ids]:
    one, other = numbering["일찍"], numbering["졸려요"]
    apart = distance(*one_hot([one, other], len(words)))
    print(f"ids {one} and {other}: difference {abs(one - other)}, distance {apart:.4f}")

# %% exercise-wrong-numbers
print(one_hot(-1, 8))
try:
    one_hot(8, 8)
except IndexError as error:
    print(error)
for wrong in [-1, 8]:
    try:
        functional.one_hot(torch.tensor(wrong), num_classes=8)
    except RuntimeError as error:
        print(error)

# %% exercise-in-a-row
in_a_row = X.reshape(-1)
print(in_a_row.shape)
print(in_a_row.reshape(-1, len(words)).argmax(axis=1))
print(f"100 words of 32,000: {100 * 32_000:,} numbers")


# %% exercise-nearest-sentence
def cosine(a, b):
    return a @ b / np.sqrt((a @ a) * (b @ b))


asked = held_out[2]
known = [number_of[word] for word in words_of(asked) if word in number_of]
asked_bag = one_hot(known, len(vocabulary)).sum(axis=0)
likeness = np.array([cosine(asked_bag, bag) for bag in corpus_bags])
nearest = np.argsort(-likeness, kind="stable")[:3]
print(asked)
for row in nearest:
    print(f"{likeness[row]:.4f} {lines[row]}")

# %% exercise-unknown-words
unseen = [word for line in held_out for word in words_of(line) if word not in number_of]
held_out_words = sum(len(words_of(line)) for line in held_out)
print(f"{len(unseen)} of {held_out_words} words have no id")
print(unseen[:6])
