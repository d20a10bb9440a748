"""Read the texts that people write, on whatever system: UTF-8, and YAML that strangers may have written."""

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

# Line ends to YAML, but to no editor, and so not to those who look for the line that a message names.
_LINE_ENDS = dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), " ")
# Escapes make signs that no file can hold: half of a pair, and what ends a file's name.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
# Longer ones cannot be written out again.
LONGEST_NUMBER = 40
# What PyYAML raises beside errors of its own: for values that are not of the kind which their tag or form
# says, and for depth.
UNREADABLE = (ValueError, ArithmeticError, LookupError, AttributeError, TypeError, RecursionError)


class _PlainComposer(Composer):
    """Knows no aliases, a few lines of which stand for more than memory holds, and no tags or dates."""

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
        refuse_unwritable(node)
        return node


def refuse_unwritable(node: yaml.Node | None) -> None:
    """Raise an error for a number or text that cannot be written out again.

    Raises:
        ComposerError: the node is one.
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
        Problem: it is not YAML, or holds tags, aliases, dates, endless numbers, or too much nesting.
    """
    text = with_our_lines(text)
    try:
        with contextlib.suppress(yaml.YAMLError):  # whose reasons differ from those of the other one
            return yaml.load(text, _quick_loader)
        return yaml.load(text, _PlainLoader)
    except (yaml.YAMLError, *UNREADABLE) as error:
        raise yaml_problem(error, file, first_line, text) from None


def compose_plain_yaml(text: str, file: str) -> yaml.Node | None:
    """Return the nodes of a file of YAML, with their lines; None if it says nothing.

    Raises:
        Problem: as `read_plain_yaml`.
    """
    text = with_our_lines(text)
    try:
        return yaml.compose(text, _PlainLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise yaml_problem(error, file, 1, text) from None


def with_our_lines(text: str) -> str:
    """Return YAML of which each line is one to an editor, too."""
    return text.translate(_LINE_ENDS)


def yaml_problem(error: Exception, file: str, first_line: int, text: str = "") -> Problem:
    """Return what is wrong with a piece of YAML, its text if known, that begins at a file's `first_line`."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error).partition("\n")[0] or type(error).__name__
    above = text.count("\n", 0, getattr(error, "position", 0))  # signs that YAML knows not at all
    line = first_line + (mark.line if mark else above)
    return Problem(say(f"YAML이 아닙니다: {reason}", f"Not valid YAML: {reason}"), file, line)


class _TolerantLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without MkDocs: a tag such as `!ENV` becomes nothing. No value may hold itself."""

    peek_event: Any

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if self.check_event(yaml.AliasEvent):
            node = self.anchors.get(event.anchor)
            if node is not None and node.end_mark is None:  # it is still being read
                raise yaml.composer.ComposerError(None, None, "a value that holds itself", event.start_mark)
        node = super().compose_node(parent, index)
        refuse_unwritable(node)
        return node


_TolerantLoader.add_multi_constructor("", lambda loader, suffix, node: None)


@lru_cache(maxsize=4)  # what is served is read with every change
def _read_tolerantly(text: str, file: str) -> Any:
    text = with_our_lines(text)
    try:
        return yaml.load(text, _TolerantLoader)
    except (yaml.YAMLError, *UNREADABLE) as error:
        raise yaml_problem(error, file, 1, text) from None


def read_utf8(path: Path, file: str) -> str:
    r"""Return the text of a file, its lines ended by `\n`, without the mark that some editors begin it with.

    Arguments:
        path: the file.
        file: how messages name it.

    Raises:
        Problem: it is not UTF-8; names the line of the first byte that is not.
        OSError: it cannot be read, or there is none.
    """
    return decoded(path.read_bytes(), file)


def decoded(content: bytes, file: str) -> str:
    """Return the text of a file that is read already, as `read_utf8` does.

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
