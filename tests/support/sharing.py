"""What the workers of a test session share: each thing is made once, by the first that needs it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from literate.files.lock import building


def common_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder that all runs of `scripts/test.py`, or all workers of pytest, share."""
    own = factory.getbasetemp()
    between_workers = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return Path(os.environ.get("SHARED_BY_TESTS", between_workers)).resolve()


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that is made by the first worker that asks for it, while the others wait.

    Arguments:
        factory: of the session's temporary folders.
        name: the folder's name, one for each thing that is made.
        make: makes it at a path where nothing is yet; where it raises, the next one tries anew.
    """
    shared = common_folder(factory) / name
    with building(shared, wait=True):
        made = shared / "made"
        if not made.exists():
            attempt = shared / f"attempt-{len(list(shared.iterdir()))}"
            make(attempt)
            made.symlink_to(attempt, target_is_directory=True)
    return made.resolve()
