"""Publishing a folder in the place of another in one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from literate.files import writing as exchange
from literate.files.writing import publish, recover


def folder(path: Path, text: str, *more: str) -> Path:
    path.mkdir(parents=True)
    for name in ("index.html", *more):
        (path / name).write_text(text, encoding="utf-8")
    return path


def contents(path: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in path.iterdir()}


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    way: str = request.param
    if way == "two renames":
        monkeypatch.setattr(exchange, "_exchange", lambda one, other: False)
    return way


def test_a_folder_is_published_where_none_stood(way: str, tmp_path: Path) -> None:
    new = folder(tmp_path / "build" / "새것", "새 글")
    publish(new, tmp_path / "deep" / "site")
    assert contents(tmp_path / "deep" / "site") == {"index.html": "새 글"}
    assert not new.exists()


def test_a_folder_is_published_over_another(way: str, tmp_path: Path) -> None:
    new = folder(tmp_path / "build" / "next", "새 글")
    site = folder(tmp_path / "site", "옛 글", "gone.html")
    publish(new, site)
    assert contents(site) == {"index.html": "새 글"}
    assert not new.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


def test_two_folders_are_exchanged_in_one_step_where_the_system_can(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "하나", "1"), folder(tmp_path / "둘", "2")
    if exchange._exchange(one, other):
        assert (contents(one), contents(other)) == ({"index.html": "2"}, {"index.html": "1"})
    else:
        assert (contents(one), contents(other)) == ({"index.html": "1"}, {"index.html": "2"})


def test_an_exchange_that_the_system_rejects_says_so(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", "1")
    assert not exchange._exchange(one, tmp_path / "absent")
    assert contents(one) == {"index.html": "1"}


def interrupted_between_the_renames(new: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename: Callable[[Path, Path], Path] = Path.rename

    def stop_at_the_second(path: Path, target: Path) -> Path:
        if path == new:
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "_exchange", lambda one, other: False)
        patch.setattr(Path, "rename", stop_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            publish(new, site)


def test_a_folder_is_recovered_when_the_second_rename_never_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, site = folder(tmp_path / "next", "새 글"), folder(tmp_path / "site", "옛 글")
    interrupted_between_the_renames(new, site, monkeypatch)
    assert not site.exists()
    recover(site)
    assert contents(site) == {"index.html": "옛 글"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["next", "site"]


def test_recovery_removes_the_old_folder_when_the_new_one_stands(tmp_path: Path) -> None:
    folder(tmp_path / ".site.old", "옛 글")
    site = folder(tmp_path / "site", "새 글")
    recover(site)
    assert contents(site) == {"index.html": "새 글"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("published", [True, False])
def test_where_nothing_was_interrupted_recovery_does_nothing(published: bool, tmp_path: Path) -> None:
    if published:
        folder(tmp_path / "site", "글")
    recover(tmp_path / "site")
    assert [contents(path) for path in tmp_path.iterdir()] == [{"index.html": "글"}] * published


def test_what_an_interrupted_publication_left_does_not_stop_the_next_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = folder(tmp_path / "site", "1")
    interrupted_between_the_renames(folder(tmp_path / "next", "2"), site, monkeypatch)
    monkeypatch.setattr(exchange, "_exchange", lambda one, other: False)
    for text in ("3", "4"):
        publish(folder(tmp_path / f"next-{text}", text), site)
        assert contents(site) == {"index.html": text}
