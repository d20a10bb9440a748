"""A full disk or a read-only folder stops the build with the file's name, and harms nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from literate.files.writing import write_problem
from literate.rendering.offline import pack

from tests.support.disks import filled, read_only, small_disk
from tests.support.faults import STANDS, rejected
from tests.support.scratch import ENGLISH, KOREAN, change, contents, copy_of

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

FULL = {
    ENGLISH: "The disk is full. Free up space and try again.",
    KOREAN: "디스크가 가득 차서 쓸 수 없습니다. 공간을 확보하고 다시 하세요.",
}
READ_ONLY = {ENGLISH: "Cannot write: the file is read-only", KOREAN: "쓸 수 없습니다. 읽기 전용이거나"}


@pytest.fixture(scope="module")
def on_a_small_disk(
    built_project: Scratch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Scratch, dict[str, str]]]:
    """A project alone on a disk, and what a build of its changed snippet and page gives."""
    folder = tmp_path_factory.mktemp("disk").resolve()
    with small_disk(folder, 24 * 2**20):
        elsewhere = copy_of(built_project, folder.parent / "undisturbed")
        altered(elsewhere)
        elsewhere.build_well()
        project = copy_of(built_project, folder / "project")
        altered(project)
        yield project, published(elsewhere)
        project.kill_everything()


def altered(project: Scratch) -> None:
    """Change a snippet and a page, which is what the build is to publish."""
    change(project.heights, "171.75", "175.5")
    change(project.coins_page, "동전을 던졌습니다.", "동전을 네 번 던졌습니다." + "긴 글입니다. " * 20_000)


def published(project: Scratch) -> dict[str, str]:
    return contents(project.root, "site", "snippets/recorded")


def test_a_full_disk_stops_the_build_wherever_it_is_hit_and_room_fixes_it(
    on_a_small_disk: tuple[Scratch, dict[str, str]],
) -> None:
    project, wanted = on_a_small_disk
    old = published(project)
    undisturbed = project.root.parents[1] / "undisturbed"
    site = {name: one for name, one in project.standing().items() if name.startswith("site/")}
    named = []
    for number, free in enumerate((0, 200_000, space(undisturbed / "site") // 2)):
        locale = (ENGLISH, KOREAN)[number % 2]
        shutil.rmtree(project.root / "build" / "next-site", ignore_errors=True)
        with filled(project.root.parent, free):
            run = project.build(locale=locale)
        assert (run.code, "Traceback" in run.err) == (1, False), (free, run.err)
        assert STANDS[locale] in run.err
        reported = [line for line in run.err.splitlines() if FULL[locale] in line]
        assert reported, (free, run.err)
        named.append(reported[0].split(": ")[0])
        standing = project.standing()
        assert {name: one for name, one in standing.items() if name.startswith("site/")} == site
        # A lesson that has run is recorded, whole, even when there is no room for the site.
        left = contents(project.recorded, "ten-heights")
        assert left in (recorded(old), recorded(wanted)), free
    for name, place in zip(
        named, ("build/next-recording/", "build/ko/lessons/", "build/next-site"), strict=True
    ):
        assert name.startswith(place), named
    project.build_well()
    assert published(project) == wanted


def test_a_disk_too_full_for_the_packed_site_is_reported_with_its_name(
    built_project: Scratch, tmp_path: Path
) -> None:
    with small_disk(tmp_path, 100_000), pytest.raises(OSError) as caught:
        pack(built_project.site, tmp_path / "site-offline.zip")
    reported = write_problem(caught.value, tmp_path)
    assert str(reported) in (
        f"site-offline.zip: {FULL[ENGLISH]}",
        f"site-offline.zip: {FULL[KOREAN]}",
    )


def space(folder: Path) -> int:
    """Return the bytes that a folder takes on a disk, in blocks."""
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in folder.rglob("*") if path.is_file())


def recorded(files: dict[str, str]) -> dict[str, str]:
    folder = "snippets/recorded/"
    return {
        name.removeprefix(folder): one
        for name, one in files.items()
        if "/ten-heights/" in name and folder in name
    }


def test_any_read_only_folder_stops_the_build_and_is_named_and_is_not_touched(project: Scratch) -> None:
    change(project.coins_page, "동전을 던졌습니다.", "동전을 네 번 던졌습니다.")
    change(project.heights, "171.75", "175.5")
    for folder, locale in (
        ("site", KOREAN),
        ("site", ENGLISH),
        ("snippets/recorded", ENGLISH),
        ("build", ENGLISH),
    ):
        with read_only(project.root / folder):
            run = rejected(project, locale=locale)
        reported = [line for line in run.err.splitlines() if READ_ONLY[locale] in line]
        assert any(line.startswith(folder) for line in reported), run.err
    project.build_well()
    assert "네 번" in project.page("fair-coins")
    assert "175.5" in project.page("ten-heights")
