"""MkDocs uses a fixed time, so that a site is byte-identical to one built later."""

from __future__ import annotations

import pytest
from literate.project import Project
from literate.rendering.edition import Renderer
from mkdocs.utils import get_build_timestamp


def test_a_site_has_no_time_of_the_build_unless_it_is_given(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer = Renderer(built, "ko", "")
    for given, expected in (("1795219199", 1795219199), ("", 0)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
        if not given:
            monkeypatch.delenv("SOURCE_DATE_EPOCH")
        with renderer.reported():
            assert get_build_timestamp() == expected
