"""Mistakes in lesson 2-3, chosen before its claims were written."""

from __future__ import annotations

from tests.mutations.mutation import InLesson

LESSON = InLesson("one-hot", "one-hot-encoding")
mistake, on_page = LESSON.mistake, LESSON.on_page

IN_ONE_HOT_ENCODING = [
    mistake("the 1 stands one position too far right", "np.eye(size)[ids]", "np.eye(size, k=1)[ids]"),
    mistake("the argmax is that of columns", "X.argmax(axis=1)", "X.argmax(axis=0)"),
    mistake(
        "there is one class too many", "num_classes=len(words))", "num_classes=len(words) + 1)", "recordings"
    ),
    mistake("other lines are left out than are held out", "del lines[9::10]", "del lines[::10]"),
    mistake(
        "the vocabulary knows the held-out words",
        "vocabulary = sorted(set(corpus))",
        "vocabulary = sorted(set(corpus).union(*map(words_of, held_out)))",
    ),
    mistake("the mark at the end stays on its word", '.rstrip(".?!")', '.rstrip("?!")'),
    mistake("the distance lacks its root", "np.sqrt(np.sum((a - b) ** 2))", "np.sum((a - b) ** 2)"),
    mistake("memory adds where it multiplies", "return n * V * s", "return n + V * s"),
    mistake("ids are of 4 bytes", "id_bytes = 100 * 8", "id_bytes = 100 * 4"),
    mistake("the row before is looked up", "print(W[numbers])", "print(W[numbers - 1])"),
    mistake("another word is multiplied", "weighted_sum(X_torch[3]", "weighted_sum(X_torch[2]"),
    mistake("infinity is in a row that is looked up", "broken[7] = torch.inf", "broken[0] = torch.inf"),
    mistake(
        "the loss lacks its half",
        "loss = (table[numbers] ** 2).sum() / 2",
        "loss = (table[numbers] ** 2).sum()",
    ),
    mistake("the nudge is divided by once too often", "change / nudge:", "change / nudge**2:"),
    mistake("the rows that stay are shown", "if not torch.equal(moving[row]", "if torch.equal(table[row]"),
    mistake("the old gradient is kept", "        optimizer.zero_grad()\n", ""),
    mistake("the bag adds up positions", "bag = X.sum(axis=0)", "bag = X.sum(axis=1)[:4]", "recordings"),
    mistake("the layer takes the mean", 'mode="sum"', 'mode="mean"'),
    mistake("bags forget that a word came twice", "number_of[word]] += 1", "number_of[word]] = 1"),
    mistake("the share of zeros is that of ones", "np.mean(corpus_bags == 0)", "np.mean(corpus_bags != 0)"),
    mistake("words are not moved up for padding", "[1 + number for number in first] + [0]", "first + [0]"),
    mistake("padding counts in the mean", "/ is_word.sum()", "/ len(is_word)"),
    mistake("the row of padding is not set to 0", "padded_W[0] = 0", "padded_W[0] = 1"),
    mistake("the cosine lacks its root", "/ np.sqrt((a @ a) * (b @ b))", "/ ((a @ a) * (b @ b))"),
    mistake("words that are known count as unknown", "if word not in number_of]", "if word in number_of]"),
    mistake("a figure swaps rows and columns", "plt.Rectangle((column, row)", "plt.Rectangle((row, column)"),
    mistake(
        "a figure shows another matrix",
        'draw_matrix(axes[1], W.numpy(), "W"',
        'draw_matrix(axes[1], -W.numpy(), "W"',
    ),
    on_page("the distance lacks its square", "claims", "(a_k - b_k)^2}", "(a_k - b_k)}"),
    on_page("the memory lacks the bytes of a number", "claims", "B = nVs", "B = nV"),
    on_page("a sum begins at 1", "claims", r"h = \sum_{k=0}^{K-1}", r"h = \sum_{k=1}^{K-1}"),
    on_page("a sum ends at K", "claims", r"h = \sum_{k=0}^{K-1}", r"h = \sum_{k=0}^{K}"),
    on_page("the gradient lacks the count", "claims", r"\ell(u) = c u" + "\n", r"\ell(u) = u" + "\n"),
    on_page(
        "the loss lacks its half on the page", "claims", r"\ell(u) = \frac{1}{2} c u^2", r"\ell(u) = c u^2"
    ),
    on_page("a share is typed", "numbers", "{{ shares.max():.2% }}", "1.16%"),
    on_page(
        "the middle of the other numbering",
        "claims",
        "평균은 {{ other_middle }}이고",
        "평균은 {{ middle }}이고",
    ),
    on_page("a caption's number is wrong", "numbers", "두 구석에서 7이 된다", "두 구석에서 8이 된다"),
    on_page("the shares of another numbering", "claims", "{{ empty:.1% }}", "{{ 1 - empty:.1% }}"),
]
