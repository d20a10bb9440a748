"""Mistakes in lesson 2-1, chosen before its claims were written."""

from __future__ import annotations

from tests.mutations.mutation import InLesson, swap

LESSON = InLesson("matrices", "matrix-operations")
mistake, on_page = LESSON.mistake, LESSON.on_page

IN_MATRIX_OPERATIONS = [
    mistake("original, sum for the element-wise product", "print(A * M)", "print(A + M)"),
    mistake("original, sum for the product with a column", "print(A * column)", "print(A + column)"),
    mistake("original, sum for the product with a row", "print(A * row)", "print(A + row)"),
    mistake("original, sum for the product with one number", "print(A * single)", "print(A + single)"),
    mistake("another column is repeated", "np.repeat(column, 3", "np.repeat(column[::-1], 3"),
    mistake("the sum is along the other axis", "print(A.sum(axis=0))", "print(A.sum(axis=1))"),
    mistake("the mean is along the other axis", "A.mean(axis=1)", "A.mean(axis=0)"),
    mistake("shares of columns for those of rows", "A / A.sum(axis=1, keep", "A / A.sum(axis=0, keep"),
    mistake("nothing is transposed", "print(A.T)\n", "print(A)\n"),
    mistake("the dot product adds", "np.sum(a * b)", "np.sum(a + b)", "recordings"),
    mistake("a length lacks its root", "np.sqrt(np.sum(a**2))", "np.sum(a**2)"),
    mistake("the cosine lacks a length", "/ (length(a) * length(b))", "/ length(a)", "recordings"),
    mistake("the angle is in radians", "np.degrees(np.arccos(cosine(a, b)))", "np.arccos(cosine(a, b))"),
    mistake("the projection is onto the other vector", "dot(a, b) / dot(b, b)", "dot(a, b) / dot(a, a)"),
    mistake("what is left is added", "rest = a - p", "rest = a + p"),
    mistake("either word will do", "target in line and neighbor", "target in line or neighbor"),
    mistake("what is held out is counted", "del lines[9::10]", "del lines[300:]"),
    mistake("every cell is of column 0", "dot(A[i], W[:, j])", "dot(A[i], W[:, 0])"),
    mistake("columns are stacked as rows", "for j in range(2)], axis=1)", "for j in range(2)], axis=0)"),
    mistake("a weighted column is left out", "1 * A[:, 0] + 0 * A[:, 1]", "0 * A[:, 0] + 0 * A[:, 1]"),
    mistake("each outer product is with row 0", "reshape(2, 1) * W[k]", "reshape(2, 1) * W[0]"),
    mistake("the transposed factors keep their order", "W.T @ A.T", "A @ W"),
    mistake("the sentences of the batch are swapped", "for sentence in X]", "for sentence in X[::-1]]"),
    mistake(
        "sums over features for sums over words", "print(X.sum(axis=1).shape)", "print(X.sum(axis=2).shape)"
    ),
    mistake("sums along the other dim", "A_torch.sum(dim=1, keepdim", "A_torch.sum(dim=0, keepdim"),
    mistake("memory is not shared", "torch.from_numpy(source)", "torch.from_numpy(source.copy())"),
    mistake(
        "keepdims is not forgotten",
        "wrong = counts / counts.sum(axis=1)",
        "wrong = counts / counts.sum(axis=1, keepdims=True)",
        "claims",
    ),
    mistake("all dot products of columns", "counts @ counts.T", "counts.T @ counts"),
    mistake("a dot product counts once", "- 2 * dot(a, b)", "- dot(a, b)"),
    mistake("a product is too cheap", "left_first = size * size * size +", "left_first = size * size +"),
    mistake("a figure swaps rows and columns", "plt.Rectangle((column, row)", "plt.Rectangle((row, column)"),
    mistake(
        "a figure shows the sum for the product",
        '(axes[3], A * column, "product',
        '(axes[3], A + column, "product',
    ),
    mistake(
        "a printed comparison compares less",
        "np.array_equal((A @ W).T, W.T @ A.T)",
        "np.array_equal((A @ W).T.shape, (W.T @ A.T).shape)",
    ),
    mistake("the projection is drawn elsewhere", "[a[1], p[1]]", "[a[1], b[1]]"),
    on_page(
        "the cosine lacks a root", "claims", r"\sqrt{\sum_{k=0}^{K-1} b_k^2}}", r"\sum_{k=0}^{K-1} b_k^2}"
    ),
    on_page(
        "the projection divides by a",
        "claims",
        r"{\sum_{k=0}^{K-1} b_k^2}" + "\n",
        r"{\sum_{k=0}^{K-1} a_k^2}" + "\n",
    ),
    on_page("a sum begins at 1", "claims", r"a \cdot b = \sum_{k=0}", r"a \cdot b = \sum_{k=1}"),
    on_page(
        "a length lacks its squares",
        "claims",
        r"= \sqrt{\sum_{k=0}^{K-1} a_k^2}",
        r"= \sqrt{\sum_{k=0}^{K-1} a_k}",
    ),
    on_page("a cosine is typed", "numbers", "{{ cosines[0, 1]:.2f }}", "0.89"),
    on_page("an angle is another's", "claims", "{{ angle:.0f }}도", "{{ cosine(a, b):.0f }}도"),
    swap(
        "matrices: two similarities are swapped",
        "claims",
        LESSON.page,
        "{{ cosines[0, 1]:.2f }}",
        "{{ cosines[2, 3]:.2f }}",
    ),
]
