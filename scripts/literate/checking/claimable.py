"""Report wrong uses of claims in words: a misspelled claim, and values that it cannot compare."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..messages import Problem, did_you_mean, say

# What Python, NumPy and PyTorch raise for values of a wrong kind, number or shape
_WRONG = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


class Claimable:
    """A part of a lesson; the public methods of its class claim something about it.

    A method that raises another error than that the claim does not hold raises a Problem with its reason.
    """

    def __init_subclass__(cls) -> None:
        for name, method in list(vars(cls).items()):
            if inspect.isfunction(method) and not name.startswith("_"):
                setattr(cls, name, _reporting(method))

    if not TYPE_CHECKING:  # mypy reports names that a class does not have

        def __getattr__(self, name: str) -> Any:
            known = [one for one in vars(type(self)) if not one.startswith("_")]
            message = say(f"{name}(이)라는 주장은 없습니다.", f"There is no claim {name}.")
            raise AttributeError(message + did_you_mean(name, known))


def _reporting(method: Callable[..., Any]) -> Callable[..., Any]:
    _, *parameters = inspect.signature(method).parameters.values()
    form = ", ".join(str(one.replace(annotation=inspect.Parameter.empty)) for one in parameters)

    @functools.wraps(method)
    def reporting(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except _WRONG as error:
            reason = f"{type(error).__name__}: {error}"
            message = say(
                f"{method.__name__}({form})에 준 것을 비교하지 못했습니다: {reason}",
                f"Cannot compare what is given to {method.__name__}({form}): {reason}",
            )
            raise Problem(message) from error

    return reporting
