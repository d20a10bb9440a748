"""Claims of lesson 2-1 on what PyTorch does like NumPy and what it does otherwise, by its sentences."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

matrices = lesson("matrix_operations.py")
page = shown("matrix_operations.py")


def test_axes_have_other_names_and_maxima_their_places() -> None:
    states(
        "이름은 달라도 하는 일은 거의 같습니다. `axis`는 `dim`, `keepdims`는 `keepdim`이라고 씁니다",
        "They do almost the same things under other names: `axis` is `dim`, and `keepdims` is `keepdim`",
        "다른 점은 `max`입니다. 축을 주면 최댓값과 그 자리를 함께 돌려줍니다. 첫 번째 행의 최댓값은 0번"
        " 자리에 있습니다",
        "What differs is `max`. Given an axis, it returns both the maxima and their places. The maximum of"
        " the first row is in position 0",
    )
    A, A_torch = matrices.A, matrices.A_torch
    assert (A_torch @ matrices.W_torch).tolist() == (A @ matrices.W).tolist()
    for axis in (0, 1):
        assert A_torch.sum(dim=axis, keepdim=True).tolist() == A.sum(axis=axis, keepdims=True).tolist()
        maxima, places = A_torch.max(dim=axis)
        assert (
            maxima.tolist() == A.max(axis=axis).tolist() and places.tolist() == A.argmax(axis=axis).tolist()
        )
    assert A_torch.max(dim=1).indices[0] == 0 == A[0].tolist().index(max(A[0]))
    assert isinstance(A.max(axis=1), np.ndarray)


def test_torch_multiplies_matrices_of_one_data_type_only() -> None:
    states(
        "정수에 `float32`를 곱했는데",
        "Both multiplied integers by `float32`",
        "정수와 실수를 `@`로 곱할 때도 다릅니다. NumPy는 알아서 실수로 바꾸지만 파이토치는 오류를 냅니다."
        " 성분별 곱 `*`는 파이토치도 알아서 바꿉니다. `astype`은 배열의 자료형을 바꾸고, `float()`는 텐서를"
        " `float32`로 바꿉니다",
        "Multiplying integers by real numbers with `@` differs, too. NumPy turns the integers into real"
        " numbers by itself, but PyTorch raises an error. In the element-wise product `*`, PyTorch turns"
        " them by itself as well. `astype` changes the data type of an array, and `float()` turns a tensor"
        " into `float32`",
        "NumPy는 정수도 되도록 정확하게 담으려고 자릿수가 더 많은 실수를 고르고, 파이토치는 곱하는 실수의"
        " 자료형을 따릅니다. 마지막 줄은 `@`가 낸 오류입니다. `@`로 곱하려면 먼저 두 텐서의 자료형을 같게"
        " 해야 합니다",
        "To hold the integers as precisely as possible, NumPy chooses real numbers with more digits;"
        " PyTorch takes the data type of the real numbers it multiplies by. The last line is the error that"
        " `@` raises. To multiply with `@`, first give both tensors the same data type",
    )
    A, W, A_torch, W_torch = matrices.A, matrices.W, matrices.A_torch, matrices.W_torch
    assert np.issubdtype(A.dtype, np.integer) and not A_torch.is_floating_point()
    product = A @ W.astype(np.float32)
    assert np.issubdtype(product.dtype, np.floating) and W.astype(np.float32).dtype == np.float32
    assert np.finfo(product.dtype).precision > np.finfo(np.float32).precision
    large = np.array([2**24 + 1])
    assert large * np.float64(1) == large and large.astype(np.float32) != large
    assert W_torch.float().dtype == torch.float32
    for real in (torch.float32, torch.float64):
        assert (A_torch * A_torch.to(real)).dtype == real
        assert (A_torch.to(real) @ W_torch.to(real)).tolist() == (A @ W).tolist()
    with pytest.raises(RuntimeError, match="same dtype") as caught:
        A_torch @ W_torch.float()
    assert page.printed["torch-is-strict"].splitlines()[-1] == str(caught.value)


def test_from_numpy_shares_memory() -> None:
    states(
        "`…`로 만든 텐서는 배열과 메모리를 함께 써서 같이 바뀌었습니다. `…`는 복사하므로 그대로입니다",
        "The tensor made with `…` shares its memory with the array, so it changed, too. `…` makes a copy,"
        " which stays as it was",
    )
    first = [
        line[len("tensor([") :].split(",")[0].strip() for line in page.printed["shared-memory"].splitlines()
    ]
    assert first == ["100", "1"]
    source = np.array([1, 2, 3])
    shared, copied = torch.from_numpy(source), torch.tensor(source)
    assert shared.data_ptr() == source.ctypes.data != copied.data_ptr()
    source[0] = 100
    assert shared[0] == 100 and copied[0] == 1
