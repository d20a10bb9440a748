"""Builds of faulty projects, which must be rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.scratch import ENGLISH, KOREAN

if TYPE_CHECKING:
    from tests.support.scratch import Run, Scratch

MEAN, SHARE = 'print(f"mean {mean:.4f}")', 'print(f"share {share:.3f}")'
COINS = "snippets/fair_coins.py"
HEIGHTS = "snippets/ten_heights.py"
STANDS = {
    ENGLISH: "The build failed. The published site is unchanged.",
    KOREAN: "빌드에 실패했습니다. 공개된 사이트는 그대로",
}


def rejected(project: Scratch, *arguments: str, locale: str = ENGLISH, **extra: str) -> Run:
    """Build what must not be published; nothing published or recorded changes by a byte or a time."""
    before = project.standing()
    run = project.build(*arguments, locale=locale, **extra)
    assert run.code == 1, run.out + run.err
    assert STANDS[locale] in run.err
    assert "Built the site" not in run.out
    assert project.standing() == before
    assert "scripts/literate" not in run.err, "our own frames are of no use to an author"
    return run
