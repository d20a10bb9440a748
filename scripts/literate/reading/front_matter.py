"""Read the front matter of a page: YAML between two lines `---`."""

from __future__ import annotations

from typing import Any

from ..files.texts import read_plain_yaml
from ..messages import Problem, did_you_mean, say

# Set by weaving, not by authors: the language of a title that is not in the page's language.
TITLE_LANGUAGE = "title_language"
# The type of each entry, and its name in messages.
_KINDS: dict[str, tuple[type, str, str]] = {
    "title": (str, "문자열", "text"),
    "snippets": (str, "파일 이름", "a file name"),
    "minutes": (int, "정수", "a whole number"),
    "requires": (list, "목록", "a list"),
    "description": (str, "문자열", "text"),
    "picture": (str, "셀의 이름", "the name of a cell"),
    "template": (str, "파일 이름", "a file name"),
    "hide": (list, "목록", "a list"),
    "search": (dict, "`이름: 값`", "`name: value`"),
}
# The last is checked by `translating.states`.
FRONT_MATTER = (*_KINDS, "translates")


def read_front_matter(lines: list[str], file: str) -> tuple[dict[str, Any], dict[str, int], int]:
    """Return a page's front matter, the lines of its entries, and the index of the first line below it.

    Raises:
        Problem: it is missing or not YAML, or an entry is misspelled or of the wrong type.
    """
    if not lines or lines[0].rstrip() != "---":
        message = say(
            "`---`로 시작하는 머리글(title 등)이 없습니다.",
            "The page does not begin with front matter (`---`, title: …).",
        )
        raise Problem(message, file, 1)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        message = say("머리글을 닫는 `---`가 없습니다.", "The front matter is not closed by `---`.")
        raise Problem(message, file, 1)
    front = read_plain_yaml("\n".join(lines[1:end]), file, 2) or {}
    if not isinstance(front, dict):
        message = say("머리글은 `이름: 값` 꼴이어야 합니다.", "The front matter must be `name: value`.")
        raise Problem(message, file, 2)
    # YAML allows other spellings of a key too; their entries count as being in the first line.
    written = {
        line.split(":")[0].strip().strip("'\""): number
        for number, line in enumerate(lines[:end], 1)
        if line[:1] != " "
    }
    key_lines = {str(key): written.get(str(key), 1) for key in front}
    for key, line in key_lines.items():
        if key not in FRONT_MATTER:
            unknown = say(f"모르는 머리글 항목 {key!r}입니다.", f"Unknown front matter key {key!r}.")
            message = unknown + did_you_mean(key, list(FRONT_MATTER))
            raise Problem(message, file, line)
    _check_front_matter(front, key_lines, file)
    return front, key_lines, end + 1


def _check_front_matter(front: dict[str, Any], key_lines: dict[str, int], file: str) -> None:
    for key, (kind, korean, english) in _KINDS.items():
        if key in front and type(front[key]) is not kind:
            message = say(f"{key}의 값은 {korean}이어야 합니다.", f"{key} must be {english}.")
            raise Problem(message, file, key_lines.get(key, 1))
    if not all(isinstance(name, str) for name in front.get("requires", [])):
        message = say("requires의 값은 과의 이름이어야 합니다.", "requires must list lesson names.")
        raise Problem(message, file, key_lines.get("requires", 1))
    if not front.get("title"):
        raise Problem(say("title이 없습니다.", "The title is missing."), file, 1)
