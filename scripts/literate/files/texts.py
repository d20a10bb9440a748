"""Read hand-written texts on every system: UTF-8, and YAML from untrusted authors."""

from __future__ import annotations

import contextlib
import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from ..messages import Problem, say

# YAML ends lines at these, editors do not, so line numbers in messages would be wrong.
_LINE_ENDS = dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), " ")
# Escapes can produce characters that a file or its name cannot contain: half a surrogate pair, NUL.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
# Python cannot convert longer numbers to text.
LONGEST_NUMBER = 40
# PyYAML raises these besides its own errors: for values that do not match their tag or form, and for depth.
UNREADABLE = (ValueError, ArithmeticError, LookupError, AttributeError, TypeError, RecursionError)


class _PlainComposer(Composer):
    """Rejects tags, dates, and aliases, a few lines of which can expand beyond the memory."""

    check_event: Any
    peek_event: Any

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if self.check_event(yaml.AliasEvent):
            reason = say("*로 다른 값을 가리킬 수 없습니다", "an alias (*) cannot be used here")
            raise yaml.composer.ComposerError(None, None, reason, event.start_mark)
        if getattr(event, "tag", None) is not None:
            reason = say("!로 값의 종류를 정할 수 없습니다", "a tag (!) cannot be used here")
            raise yaml.composer.ComposerError(None, None, reason, event.start_mark)
        node = super().compose_node(parent, index)
        if node is not None and node.tag == "tag:yaml.org,2002:timestamp":
            reason = say("날짜는 따옴표로 묶어야 합니다", "a date must be quoted")
            raise yaml.composer.ComposerError(None, None, reason, node.start_mark)
        reject_unwritable(node)
        return node


def reject_unwritable(node: yaml.Node | None) -> None:
    """Raise an error for a number or text that cannot be written to a file.

    Raises:
        ComposerError: the node contains such a value.
    """
    if not isinstance(node, yaml.ScalarNode):
        return
    reason = ""
    if node.tag.endswith((":int", ":float")) and len(node.value) > LONGEST_NUMBER:
        reason = say("수가 너무 깁니다", "this number is too long")
    elif _NO_TEXT.search(node.value):
        reason = say("텍스트에 쓸 수 없는 문자입니다", "text cannot contain this character")
    if reason:
        raise yaml.composer.ComposerError(None, None, reason, node.start_mark)


class _PlainLoader(_PlainComposer, yaml.SafeLoader):
    pass


_quick_loader: type[Any] = _PlainLoader
if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class _QuickLoader(_PlainComposer, CParser, SafeConstructor, Resolver):
        """Takes a sixth of the time. Only its parser is in C: deep nesting crashes the C composer."""

        def __init__(self, stream: str) -> None:
            CParser.__init__(self, stream)
            for base in (_PlainComposer, SafeConstructor, Resolver):
                base.__init__(self)

    _quick_loader = _QuickLoader


def read_plain_yaml(text: str, file: str, first_line: int = 1) -> Any:
    """Return the value of a YAML text.

    Arguments:
        text: the YAML.
        file, first_line: its location, for messages.

    Raises:
        Problem: it is not YAML, or contains tags, aliases, dates, very long numbers, or deep nesting.
    """
    text = with_our_lines(text)
    try:
        with contextlib.suppress(yaml.YAMLError):  # its error messages differ from those of the C parser
            return yaml.load(text, _quick_loader)
        return yaml.load(text, _PlainLoader)
    except (yaml.YAMLError, *UNREADABLE) as error:
        raise yaml_problem(error, file, first_line, text) from None


def compose_plain_yaml(text: str, file: str) -> yaml.Node | None:
    """Return the nodes of a YAML file, with their lines; None if it is empty.

    Raises:
        Problem: as `read_plain_yaml`.
    """
    text = with_our_lines(text)
    try:
        with contextlib.suppress(yaml.YAMLError):  # as in `read_plain_yaml`
            return yaml.compose(text, _quick_loader)
        return yaml.compose(text, _PlainLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise yaml_problem(error, file, 1, text) from None


def with_our_lines(text: str) -> str:
    """Return YAML whose lines are the same to YAML and to an editor."""
    return text.translate(_LINE_ENDS)


def yaml_problem(error: Exception, file: str, first_line: int, text: str = "") -> Problem:
    """Return the problem of an invalid YAML `text` that begins at the `first_line` of a file."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error).partition("\n")[0] or type(error).__name__
    above = text.count("\n", 0, getattr(error, "position", 0))  # characters that YAML does not allow
    line = first_line + (mark.line if mark else above)
    return Problem(say(f"YAML이 아닙니다: {reason}", f"Not valid YAML: {reason}"), file, line)


class _TolerantLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without MkDocs: reads a tag such as `!ENV` as None, and rejects recursive values."""

    peek_event: Any

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if self.check_event(yaml.AliasEvent):
            node = self.anchors.get(event.anchor)
            if node is not None and node.end_mark is None:  # the value is still being composed
                raise yaml.composer.ComposerError(None, None, "recursive value", event.start_mark)
        node = super().compose_node(parent, index)
        reject_unwritable(node)
        return node


_TolerantLoader.add_multi_constructor("", lambda loader, suffix, node: None)


@lru_cache(maxsize=4)  # scripts/serve.py reads it on every change
def read_tolerantly(text: str, file: str) -> Any:
    """Return the value of YAML whose tags may be those of MkDocs plugins.

    Raises:
        Problem: it is not YAML.
    """
    text = with_our_lines(text)
    try:
        return yaml.load(text, _TolerantLoader)
    except (yaml.YAMLError, *UNREADABLE) as error:
        raise yaml_problem(error, file, 1, text) from None


def read_utf8(path: Path, file: str) -> str:
    r"""Return the text of a file, with `\n` as line ends and without a byte order mark.

    Arguments:
        path: the file.
        file: its name in messages.

    Raises:
        Problem: it is not UTF-8; names the line of the first byte that is not.
        OSError: it is missing or cannot be read.
    """
    return decoded(path.read_bytes(), file)


def decoded(content: bytes, file: str) -> str:
    """Return the text of a file's bytes, as `read_utf8` does.

    Raises:
        Problem: it is not UTF-8; names the line of the first byte that is not.
    """
    try:
        return _with_line_ends(content.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        line = 1 + _with_line_ends(content[: error.start].decode("utf-8")).count("\n")
        raise Problem(say(f"UTF-8이 아닙니다: {error}", f"Not UTF-8: {error}"), file, line) from None


def _with_line_ends(text: str) -> str:
    return io.IncrementalNewlineDecoder(None, translate=True).decode(text, final=True)
