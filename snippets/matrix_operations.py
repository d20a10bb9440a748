# %% imports
import matplotlib.pyplot as plt
import numpy as np
import torch

np.set_printoptions(precision=4, suppress=True)
torch.set_printoptions(precision=4)

# %% vector
v = np.array([2, 0, 1])
print(v)
print(v.shape)
print(v[0])

# %% matrix
A = np.array([[2, 0, 1], [1, 3, 0]])
print(A)
print(A.shape)
print(A[1, 0])


# %% matrix-grid
def draw_matrix(axis, matrix, title, strongest):
    for (row, column), value in np.ndenumerate(matrix):
        color = "C0" if value >= 0 else "C1"
        alpha = 0.6 * abs(value) / strongest
        cell = plt.Rectangle((column, row), 1, 1, facecolor=color, alpha=alpha, lw=0)
        axis.add_patch(cell)
        axis.text(column + 0.5, row + 0.5, f"{value:.3g}", ha="center", va="center")
    rows, columns = matrix.shape
    axis.set(xlim=(0, columns), ylim=(rows, 0), title=title, aspect="equal")
    axis.set_xticks(np.arange(columns) + 0.5, range(columns))
    axis.set_yticks(np.arange(rows) + 0.5, range(rows))
    axis.grid(False)


figure, axis = plt.subplots(figsize=(3, 2.2), layout="constrained")
draw_matrix(axis, A, "A", 3)
axis.set(xlabel="column", ylabel="row")
plt.show()

# %% sum
B = np.array([[1, 2, 0], [0, 1, 4]])
print(A + B)

# %% element-wise-product
M = np.array([[1, 0, 1], [1, 0, 1]])
print(A * M)

# %% column-broadcast
column = np.array([[10], [100]])
repeated_column = np.repeat(column, 3, axis=1)
print(A * column)
print(np.array_equal(A * column, A * repeated_column))

# %% broadcast-grids
figure, axes = plt.subplots(1, 4, figsize=(8, 2.3), width_ratios=[3, 1, 3, 3], layout="constrained")
draw_matrix(axes[0], A, "A: 2×3", 3)
draw_matrix(axes[1], column, "2×1", 100)
draw_matrix(axes[2], repeated_column, "repeated: 2×3", 100)
draw_matrix(axes[3], A * column, "product: 2×3", 300)
plt.show()

# %% row-broadcast
row = np.array([[1, 2, 3]])
print(A * row)
print(np.array_equal(A * row, A * np.repeat(row, 2, axis=0)))

# %% single-number-broadcast
single = np.array([[5]])
print(A * single)
print(np.array_equal(A * single, A * np.full((2, 3), 5)))

# %% broadcast-refused
try:
    A + np.array([10, 100])
except ValueError as error:
    print(error)

# %% broadcast-unasked
weights = np.array([1, 2, 3])
print(weights - weights.reshape(3, 1))

# %% axis
print(A.sum(axis=0))
print(A.sum(axis=1))
print(A.max(axis=1))
print(A.mean(axis=1))

# %% shares
print(A / A.sum(axis=1, keepdims=True))

# %% transpose
print(A.T)
print(A.T.shape)


# %% dot-product
def dot(a, b):
    return np.sum(a * b)


a = np.array([1, 3])
b = np.array([4, 2])
print(dot(a, b))
print(a @ b)


# %% length-and-angle
def length(a):
    return np.sqrt(np.sum(a**2))


def cosine(a, b):
    return dot(a, b) / (length(a) * length(b))


angle = np.degrees(np.arccos(cosine(a, b)))
print(f"lengths {length(a):.4f}, {length(b):.4f}")
print(f"cosine  {cosine(a, b):.4f}")
print(f"angle   {angle:.1f} degrees")


# %% projection
def projection_scale(a, b):
    return dot(a, b) / dot(b, b)


p = projection_scale(a, b) * b
rest = a - p
print(p)
print(dot(rest, b))

# %% projection-figure
figure, axis = plt.subplots(figsize=(4.6, 3.6), layout="constrained")
for end, name, color in [(b, "b", "C0"), (a, "a", "C1"), (p, "p", "C2")]:
    axis.plot([0, end[0]], [0, end[1]], color=color, lw=3)
    axis.plot(*end, "o", color=color)
    axis.text(end[0] + 0.1, end[1] + (-0.3 if name == "p" else 0.1), name, color=color)
axis.plot([a[0], p[0]], [a[1], p[1]], color="C2", ls="--")
axis.set(title="The projection of a onto b", xlim=(-0.5, 5), ylim=(-0.5, 3.8), aspect="equal")
plt.show()

# %% three-directions
for other in [np.array([8, 4]), np.array([-1, 2]), np.array([-4, -2])]:
    print(f"{other}: dot {dot(other, b):3}, cosine {cosine(other, b):.4f}")

# %% word-counts
lines = open("data/corpus.txt", encoding="utf-8").read().splitlines()
del lines[9::10]

targets = ["점심", "저녁", "국어", "수학"]
neighbors = ["먹", "시간", "숙제", "선생님"]
counts = np.zeros((len(targets), len(neighbors)), dtype=int)
for row_number, target in enumerate(targets):
    for column_number, neighbor in enumerate(neighbors):
        both = [line for line in lines if target in line and neighbor in line]
        counts[row_number, column_number] = len(both)
print(counts)

# %% word-cosines
cosines = np.array([[cosine(one, other) for other in counts] for one in counts])
print(cosines)

# %% word-cosine-grid
figure, axis = plt.subplots(figsize=(3.2, 3), layout="constrained")
draw_matrix(axis, cosines.round(2), "Cosine similarity", 1)
plt.show()


# %% matrix-product
def matrix_product(A, W):
    C = np.zeros((A.shape[0], W.shape[1]))
    for i in range(A.shape[0]):
        for j in range(W.shape[1]):
            C[i, j] = dot(A[i], W[:, j])
    return C


W = np.array([[1, 0], [0, 2], [3, 2]])
print(matrix_product(A, W))
print(A @ W)

# %% product-refused
try:
    A @ B
except ValueError as error:
    print(error)

# %% order-of-factors
S = np.array([[0, 1], [1, 0]])
T = np.array([[1, 2], [3, 4]])
print(S @ T)
print(T @ S)

# %% by-rows
by_rows = np.array([A[i] @ W for i in range(2)])
print(A[0], "@ W =", by_rows[0])
print(A[1], "@ W =", by_rows[1])
print(np.array_equal(by_rows, A @ W))

# %% by-columns
by_columns = np.stack([A @ W[:, j] for j in range(2)], axis=1)
print(np.array_equal(by_columns, A @ W))

# %% weighted-columns
x = np.array([1, 0, 3])
print(A @ x)
print(1 * A[:, 0] + 0 * A[:, 1] + 3 * A[:, 2])

# %% by-outer-products
outer = [A[:, k].reshape(2, 1) * W[k] for k in range(3)]
for part in outer:
    print(part.tolist())
print(np.array_equal(sum(outer), A @ W))

# %% outer-product-grids
figure, axes = plt.subplots(1, 4, figsize=(8, 2.4), layout="constrained")
for k, axis in enumerate(axes[:3]):
    draw_matrix(axis, outer[k], f"column {k} × row {k}", 6)
draw_matrix(axes[3], sum(outer), "sum: A @ W", 6)
plt.show()

# %% transpose-of-a-product
print(np.array_equal((A @ W).T, W.T @ A.T))

# %% batch
generator = np.random.default_rng(0)
X = generator.integers(0, 3, size=(2, 4, 3))
print(X.shape, "@", W.shape, "=", (X @ W).shape)
one_by_one = np.stack([sentence @ W for sentence in X])
print(np.array_equal(X @ W, one_by_one))

# %% sums-over-a-batch
print(X.sum(axis=1).shape)
print(np.array_equal(X.sum(axis=1), X[:, 0] + X[:, 1] + X[:, 2] + X[:, 3]))

# %% in-torch
A_torch = torch.tensor(A)
W_torch = torch.tensor(W)
print(A_torch @ W_torch)
print(A_torch.sum(dim=1, keepdim=True))
print(A_torch.max(dim=1))

# %% torch-is-strict
print((A @ W.astype(np.float32)).dtype)
print((A_torch * A_torch.float()).dtype)
try:
    A_torch @ W_torch.float()
except RuntimeError as error:
    print(error)

# %% shared-memory
source = np.array([1, 2, 3])
shared = torch.from_numpy(source)
copied = torch.tensor(source)
source[0] = 100
print(shared)
print(copied)

# %% exercise-forgotten-keepdims
right = counts / counts.sum(axis=1, keepdims=True)
wrong = counts / counts.sum(axis=1)
print(right.sum(axis=1))
print(wrong.sum(axis=1))

# %% exercise-all-dot-products
gram = counts @ counts.T
lengths = np.sqrt(np.diag(gram))
from_gram = gram / (lengths.reshape(4, 1) * lengths)
print(gram)
print(np.allclose(from_gram, cosines))

# %% exercise-distance
straight = length(a - b) ** 2
from_dots = dot(a, a) - 2 * dot(a, b) + dot(b, b)
print(f"{straight:.4f} {from_dots:.4f}")

# %% exercise-order-of-work
size = 1000
left_first = size * size * size + size * size * 1
right_first = size * size * 1 + size * size * 1
print(f"(PQ)y: {left_first:,} multiplications")
print(f"P(Qy): {right_first:,} multiplications")

# %% exercise-diagonal
D = np.diag([10, 100])
E = np.diag([1, 2, 3])
print(np.array_equal(D @ A, A * column))
print(np.array_equal(A @ E, A * row))
