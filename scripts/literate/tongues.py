"""Mark Korean words on pages in other languages as Korean, for those who hear the page."""

from __future__ import annotations

import re

_KOREAN = re.compile(r"[가-힣]+(?:[ ,]+[가-힣]+)*")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[\w-]+)(?P<rest>[^>]*)>|<!--.*?-->", re.S)
_UNSPOKEN = {"pre", "code", "script", "style", "svg", "math"}


def mark_korean(page: str) -> str:
    """Return a page's HTML with its Korean words marked `lang="ko"` where nothing around them is.

    What is inside code, drawings and scripts stays as it is.
    """

    def mark(text: str) -> str:
        return text if kept else _KOREAN.sub(r'<span lang="ko">\g<0></span>', text)

    written, last = [], 0
    kept: list[str] = []  # the open elements of the name that began what is kept as it is
    for tag in _TAG.finditer(page):
        written += [mark(page[last : tag.start()]), tag[0]]
        last = tag.end()
        name = tag["name"]
        if kept and name == kept[0] and not (tag["rest"] or "").endswith("/"):
            kept = kept[:-1] if tag["end"] else [*kept, name]
        elif not kept and name and not tag["end"] and _keeps(name, tag["rest"]):
            kept = [name]
    return "".join([*written, mark(page[last:])])


def _keeps(name: str, attributes: str) -> bool:
    is_open = not attributes.endswith("/")
    return is_open and (name in _UNSPOKEN or re.search(r"\blang=\"?ko\b", attributes) is not None)
