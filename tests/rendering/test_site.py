"""The process that renders: it ends with the build, and its end is reported."""

from __future__ import annotations

import psutil
import pytest
from literate.messages import Problem
from literate.rendering.site import rendering_process

from tests.support.scratch import wait_until


def renderers() -> list[psutil.Process]:
    children = psutil.Process().children()
    return [one for one in children if any("spawn_main" in part for part in one.cmdline())]


def test_a_rendering_process_that_ends_is_reported() -> None:
    before = renderers()
    with rendering_process() as render:
        assert wait_until(lambda: len(renderers()) > len(before))
        for process in renderers():
            if process not in before:
                process.kill()
        with pytest.raises(Problem, match=r"ended unexpectedly|갑자기 끝났습니다"):
            render()
    assert wait_until(lambda: renderers() == before)
