"""What tests of figures share."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import pytest
from literate.running.figure_style import use_style


@pytest.fixture
def course_style() -> Iterator[None]:
    """Set the course's style for one test."""
    with mpl.rc_context():
        use_style()
        yield
