"""Keep the names and figures of a lesson that has run, for claims, which another process judges."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Mapping
from typing import Any


def keep(namespace: Mapping[str, Any], figures: Mapping[str, list[Any]]) -> bytes:
    """Pickle the names and figures of a lesson, without the names whose values cannot be pickled.

    Arguments:
        namespace: the values of the names that the lesson defines, and those of IPython's shell.
        figures: its Matplotlib figures, by cell.
    """
    # Imported only when lessons are checked. Unlike pickle, it takes the functions and classes of cells.
    import cloudpickle

    class Pickler(cloudpickle.Pickler):  # type: ignore[misc]
        def reducer_override(self, value: Any) -> Any:
            """Pickle a tensor with its gradient, which PyTorch leaves out."""
            torch = sys.modules.get("torch")
            if torch and isinstance(value, torch.Tensor) and value.is_leaf and value.grad is not None:
                return _with_gradient, (*value.__reduce_ex__(2)[:2], value.grad)
            return super().reducer_override(value)

    def pickled(value: object) -> bytes:
        content = io.BytesIO()
        # Each object pickles itself, and may raise anything. A claim that uses the name fails.
        with contextlib.suppress(Exception):
            Pickler(content).dump(value)
            return content.getvalue()
        return b""

    shell: Any = namespace["get_ipython"]()
    hidden = {*shell.user_ns_hidden, "__builtins__", "__loader__", "__spec__"}
    own = {name: value for name, value in namespace.items() if name not in hidden}
    some = {name: value for name, value in own.items() if pickled(value)}
    # Together, so that functions share what they refer to.
    return pickled((some, figures))


def _with_gradient(rebuild: Callable[..., Any], arguments: tuple[Any, ...], gradient: Any) -> Any:
    tensor = rebuild(*arguments)
    tensor.grad = gradient
    return tensor
