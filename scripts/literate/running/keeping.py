"""Keep the names and figures of a lesson that has run, for claims, which another process judges."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from typing import Any


def keep(namespace: Mapping[str, Any], figures: Mapping[str, list[Any]]) -> bytes:
    """Pickle the names and figures of a lesson; return b"" if they cannot leave its process.

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

    shell: Any = namespace["get_ipython"]()
    others = {*shell.user_ns_hidden, "__builtins__", "__loader__", "__spec__"}
    own = {name: value for name, value in namespace.items() if name not in others}
    content = io.BytesIO()
    try:
        Pickler(content).dump((own, figures))
    # Each object pickles itself, and may raise anything. Claims then run the lesson again.
    except Exception:
        return b""
    return content.getvalue()


def _with_gradient(rebuild: Callable[..., Any], arguments: tuple[Any, ...], gradient: Any) -> Any:
    tensor = rebuild(*arguments)
    tensor.grad = gradient
    return tensor
