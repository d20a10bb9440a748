"""Pages and their translations in a few lines each, for tests about the two."""

from __future__ import annotations

from literate.reading.pages import parse_page
from literate.reading.sections import SectionedPage, divide

ORIGINAL = """\
---
title: 키
snippets: heights.py
minutes: 5
---

키를 쟀습니다.

## 데이터 {#data}

/// cell | heights
///

가장 작은 키는 {{ low:.2f }}입니다.

## 끝 {#end}

[처음](#data)으로 갑니다.
"""
TRANSLATION = """\
---
title: Heights
---

We measured heights.

## The data {#data}

/// cell | heights
///

The smallest height is {{ low:.2f }}.

## The end {#end}

Back to the [start](#data).
"""
FILE, SOURCE = "docs/en/lessons/heights.md", "docs/ko/lessons/heights.md"


def sectioned(text: str, file: str = FILE) -> SectionedPage:
    return divide(parse_page(text, file), text)


def recorded(text: str, original: str = ORIGINAL, **other: str) -> str:
    """Return a translation that is recorded as translating an original, but for some of its sections."""
    digests = {name: section.digest for name, section in sectioned(original).sections.items()} | other
    entries = "".join(f"  {name}: {digest}\n" for name, digest in digests.items() if digest)
    head, end, body = text.partition("\n---\n")
    return f"{head}\ntranslates:\n{entries.rstrip()}{end}{body}"
