"""Read YAML that strangers may have written: only plain values, which are no larger than their text."""

from __future__ import annotations

import contextlib
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from .messages import Problem, say


class _PlainComposer(Composer):
    """Knows no aliases: a few lines of them stand for more than memory holds."""

    check_event: Any
    peek_event: Any

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            reason = say("*로 다른 값을 가리킬 수 없습니다", "an alias (*) cannot be used here")
            raise yaml.composer.ComposerError(None, None, reason, mark)
        return super().compose_node(parent, index)


class _PlainLoader(_PlainComposer, yaml.SafeLoader):
    pass


_quick_loader: type[Any] = _PlainLoader
if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class _QuickLoader(_PlainComposer, CParser, SafeConstructor, Resolver):
        """Takes a sixth of the time. Only what parses is in C: what composes in C, depth makes crash."""

        def __init__(self, stream: str) -> None:
            CParser.__init__(self, stream)
            for base in (_PlainComposer, SafeConstructor, Resolver):
                base.__init__(self)

    _quick_loader = _QuickLoader


def read_plain_yaml(text: str, file: str, first_line: int = 1) -> Any:
    """Return what a piece of YAML says.

    Arguments:
        text: the YAML.
        file, first_line: where it stands, for messages.

    Raises:
        Problem: it is not YAML, or holds tags, aliases, dates that are none, or too much nesting.
    """
    try:
        with contextlib.suppress(yaml.YAMLError):  # whose reasons differ from those of the other one
            return yaml.load(text, _quick_loader)
        return yaml.load(text, _PlainLoader)
    except yaml.YAMLError as error:
        raise yaml_problem(error, file, first_line) from None
    except (ValueError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        message = say(f"YAML이 아닙니다: {reason}", f"Not valid YAML: {reason}")
        raise Problem(message, file, first_line) from None


def yaml_problem(error: yaml.YAMLError, file: str, first_line: int) -> Problem:
    """Return what is wrong with a piece of YAML that begins at a file's `first_line`."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    line = first_line + (mark.line if mark else 0)
    return Problem(say(f"YAML이 아닙니다: {reason}", f"Not valid YAML: {reason}"), file, line)
