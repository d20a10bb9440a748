"""Read YAML that strangers may have written: only plain values, which are no larger than their text."""

from __future__ import annotations

from typing import Any

import yaml

from .messages import Problem, say


class _PlainLoader(yaml.SafeLoader):
    """Knows no aliases: a few lines of them stand for more than memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            reason = say("*로 다른 값을 가리킬 수 없습니다", "an alias (*) cannot be used here")
            raise yaml.composer.ComposerError(None, None, reason, mark)
        return super().compose_node(parent, index)


def read_plain_yaml(text: str, file: str, first_line: int = 1) -> Any:
    """Return what a piece of YAML says.

    Arguments:
        text: the YAML.
        file, first_line: where it stands, for messages.

    Raises:
        Problem: it is not YAML, or holds tags, aliases, dates that are none, or too much nesting.
    """
    try:
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
