"""Read hand-written texts on every system: UTF-8, and YAML from untrusted authors."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import ComposerError

from ..messages import Problem, say

# YAML ends lines at these, editors do not, so line numbers in messages would be wrong.
_LINE_ENDS = dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), " ")
# Escapes can produce characters that a file or its name cannot contain: half a surrogate pair, NUL.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
# Python cannot convert longer numbers to text.
LONGEST_NUMBER = 40
# PyYAML raises these besides its own errors: for values that do not match their tag or form, and for depth.
_UNREADABLE = (ValueError, ArithmeticError, LookupError, AttributeError, TypeError, RecursionError)


class _PlainLoader(yaml.SafeLoader):
    """Rejects tags, dates, and aliases, a few lines of which can expand beyond the memory."""

    peek_event: Any

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if self.check_event(yaml.AliasEvent):
            reason = say("*로 다른 값을 가리킬 수 없습니다", "an alias (*) cannot be used here")
            raise ComposerError(None, None, reason, event.start_mark)
        if getattr(event, "tag", None) is not None:
            reason = say("!로 값의 종류를 정할 수 없습니다", "a tag (!) cannot be used here")
            raise ComposerError(None, None, reason, event.start_mark)
        node = super().compose_node(parent, index)
        if node is not None and node.tag == "tag:yaml.org,2002:timestamp":
            reason = say("날짜는 따옴표로 묶어야 합니다", "a date must be quoted")
            raise ComposerError(None, None, reason, node.start_mark)
        _reject_unwritable(node)
        return node


def _reject_unwritable(node: yaml.Node | None) -> None:
    """Raise an error for a number or text that cannot be written to a file."""
    if not isinstance(node, yaml.ScalarNode):
        return
    reason = ""
    if node.tag.endswith((":int", ":float")) and len(node.value) > LONGEST_NUMBER:
        reason = say("수가 너무 깁니다", "this number is too long")
    elif _NO_TEXT.search(node.value):
        reason = say("텍스트에 쓸 수 없는 문자입니다", "text cannot contain this character")
    if reason:
        raise ComposerError(None, None, reason, node.start_mark)


def read_plain_yaml(text: str, file: str, first_line: int = 1) -> Any:
    """Return the value of a YAML text.

    Arguments:
        text: the YAML.
        file, first_line: its location, for messages.

    Raises:
        Problem: it is not YAML, or contains tags, aliases, dates, very long numbers, or deep nesting.
    """
    return _parsed(yaml.load, text, _PlainLoader, file, first_line)


def compose_plain_yaml(text: str, file: str) -> yaml.Node | None:
    """Return the nodes of a YAML file, with their lines; None if it is empty.

    Raises:
        Problem: as `read_plain_yaml`.
    """
    node: yaml.Node | None = _parsed(yaml.compose, text, _PlainLoader, file)
    return node


def _parsed(
    parse: Callable[[str, Any], Any], text: str, loader: type[yaml.SafeLoader], file: str, first_line: int = 1
) -> Any:
    text = text.translate(_LINE_ENDS)
    try:
        return parse(text, loader)
    except (yaml.YAMLError, *_UNREADABLE) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0] or type(error).__name__
        above = text.count("\n", 0, getattr(error, "position", 0))  # characters that YAML does not allow
        line = first_line + (mark.line if mark else above)
        message = say(f"YAML이 아닙니다: {reason}", f"Not valid YAML: {reason}")
        raise Problem(message, file, line) from None


class _TolerantLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without MkDocs: reads a tag such as `!ENV` as None, and rejects recursive values."""

    peek_event: Any

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if self.check_event(yaml.AliasEvent):
            node = self.anchors.get(event.anchor)
            if node is not None and node.end_mark is None:  # the value is still being composed
                raise ComposerError(None, None, "recursive value", event.start_mark)
        node = super().compose_node(parent, index)
        _reject_unwritable(node)
        return node


_TolerantLoader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_tolerantly(text: str, file: str) -> Any:
    """Return the value of YAML whose tags may be those of MkDocs plugins.

    Raises:
        Problem: it is not YAML.
    """
    return _parsed(yaml.load, text, _TolerantLoader, file)


def read_utf8(path: Path, file: str) -> str:
    r"""Return the text of a file, with `\n` as line ends and without a byte order mark.

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
