"""What pages run cells with is fetched whole and as released, or not used."""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest
from literate import page_python
from literate.messages import Problem
from literate.page_python import PACKAGES, page_python_or_message, wheels

CONTENTS = {f"{name}.whl": name.encode() for name in PACKAGES}
RELEASE: dict[str, Any] = {
    "info": {"version": "0.0.0"},
    "packages": {
        name: {"file_name": f"{name}.whl", "sha256": hashlib.sha256(name.encode()).hexdigest()}
        for name in PACKAGES
    },
}


def offer(
    monkeypatch: pytest.MonkeyPatch, contents: dict[str, bytes], error: Exception | None = None
) -> None:
    """Let no server answer, and let PyPI have a package with some files."""

    def reject(*_: object, **__: object) -> None:
        raise error or urllib.error.URLError("no network")

    def download(requirement: str, into: Path) -> None:
        with zipfile.ZipFile(into / "package.whl", "w") as packed:
            for name, content in contents.items():
                packed.writestr(f"some/folder/{name}", content)

    monkeypatch.setattr(urllib.request, "urlopen", reject)
    monkeypatch.setattr(page_python, "pip_download", download)


@pytest.mark.parametrize("error", [urllib.error.URLError("no network"), http.client.IncompleteRead(b"PK")])
def test_wheels_come_from_pypi_when_the_server_does_not_answer(
    error: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    offer(monkeypatch, CONTENTS, error)
    assert wheels(RELEASE, tmp_path) == list(CONTENTS.values())


@pytest.mark.parametrize("content", [b"something else", None])
def test_a_wheel_with_another_digest_is_not_used(
    content: bytes | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed = {name: one for name, one in CONTENTS.items() if name != "numpy.whl"}
    offer(monkeypatch, changed if content is None else changed | {"numpy.whl": content})
    with pytest.raises(Problem, match=r"numpy\.whl"):
        wheels(RELEASE, tmp_path)


def test_the_servers_wheels_are_checked_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    offer(monkeypatch, CONTENTS)
    (tmp_path / "wheel").write_bytes(b"something else")
    answer = (tmp_path / "wheel").as_uri()
    opened = urllib.request.build_opener()
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: opened.open(answer))
    with pytest.raises(Problem, match=r"numpy\.whl"):
        wheels(RELEASE, tmp_path)


def test_a_failed_download_is_said_once_and_tried_again_when_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: list[str] = []

    def fail(source: str, into: Path) -> None:
        tried.append(source)
        raise Problem("no network")

    monkeypatch.setattr(page_python, "FETCHED", tmp_path / "page-python")
    monkeypatch.setattr(page_python, "npm_ci", fail)
    assert page_python_or_message() is None
    reported = capsys.readouterr().err
    assert "no network" in reported
    assert "failed" in reported
    assert page_python_or_message() is None
    assert capsys.readouterr().err == ""
    assert len(tried) == 1
    (tmp_path / "page-python" / "failed").unlink()
    assert page_python_or_message() is None
    assert len(tried) == 2


def test_what_was_fetched_for_other_versions_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(page_python, "FETCHED", tmp_path)
    (tmp_path / "python-0123").mkdir()
    (tmp_path / "done").write_text(f"{page_python.wanted()} python-0123", encoding="utf-8")
    assert page_python.page_python() == tmp_path / "python-0123"
    monkeypatch.setattr(page_python, "PACKAGES", ())
    assert page_python.page_python() is None
