"""A recording, however spoiled, is read or rejected with its file, and never leads out of its folder."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from literate.files.digests import text_digest
from literate.recording import store as recording
from literate.recording.comparison import same_svg, same_text
from literate.recording.store import INDEX, Recording, read_recording, same_record, settle
from literate.running.job import CellRecord
from literate.weaving.page import weave
from literate.weaving.recorded_cells import Lesson
from literate.weaving.take_along import take_along

from tests.fuzz.fuzzed_pages import FILE as PAGE_FILE
from tests.fuzz.fuzzed_pages import PAGE, PATH, VALUES, Sample, make_sample, records
from tests.fuzz.fuzzing import SIGNS, json_values, pieces, rejections, tell_their_place, texts, try_all
from tests.support.weaving import SVG, WORDS

FOLDER = "snippets/recorded/heights"
NAMES = (
    "../../heights.py",
    "../secret",
    "/etc/hostname",
    "a\0b",
    "x" * 10_000,
    "",
    ".",
    "..",
    "link.txt",
    "sub/x",
)
SECRET = "nobody may read this"
DEEP = "[" * 100_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("fuzzed").resolve())


def good() -> Recording:
    names = ["imports", "likelihood", "curve", "warn"]
    found = Recording("d", {"Python": "3.11.7"}, records(names))
    for record in found.cells.values():
        record.values = {"best": "168", "p:.2e": "-2.50e-05"}
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all values in JSON."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [path, *(one for key in keys for one in places(value[key], (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], new: Any, is_name: bool) -> Any:
    """Return JSON with another value in a place, or another name in the place of the value's own."""
    if not path:
        return new
    if is_name and len(path) == 1 and isinstance(value, dict):
        return {(str(new) if key == path[0] else key): one for key, one in value.items()}
    kept = copy.copy(value)
    kept[path[0]] = replaced(value[path[0]], path[1:], new, is_name)
    return kept


def test_a_spoilt_recording_is_read_or_rejected_with_its_file(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = good().files()
    head = json.loads(files[INDEX])
    folder = sample.root / FOLDER
    sectioned = sample.build(PAGE.encode())
    lesson_snippet = sample.snippet
    opened: list[Path] = []
    read_bytes = Path.read_bytes

    def watched(path: Path) -> bytes:
        opened.append(path)
        return read_bytes(path)

    def check(example: tuple[tuple[Any, ...], Any, bool, bool, str, bytes | None]) -> None:
        path, new, is_name, is_sealed, file, content = example
        index = replaced(head, path, new, is_name)
        if is_sealed and isinstance(index, dict):
            index["seal"] = recording._seal(index)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder.parent / "secret").write_text(SECRET, encoding="utf-8")
        for name, text in {**files, INDEX: json.dumps(index)}.items():
            (folder / name).write_bytes(text.encode("utf-8"))
        if content is None:
            (folder / file).unlink()
            if len(new_name := str(new)) % 2:
                (folder / file).symlink_to("../secret" if len(new_name) % 3 else "/etc/hostname")
        elif content:
            (folder / file).write_bytes(content)

        def use() -> None:
            opened.clear()
            with monkeypatch.context() as patch:
                patch.setattr(Path, "read_bytes", watched)
                found = read_recording(folder, FOLDER)
            assert all(path.resolve().parent == folder for path in opened)
            assert found.digest is not None
            kept = settle(found, good())
            assert kept.files()
            lesson = Lesson(lesson_snippet, kept)
            weave(sectioned.page, lesson, WORDS, {}).encode("utf-8")
            written = take_along(sample.project, sectioned.page, lesson, WORDS, PATH, notebooks=True)
            for path, content in written.items():
                assert path.is_relative_to("ko/lessons/heights")
                assert ".." not in path.parts
                text_digest(content)

        problems = rejections(use)
        assert not any(SECRET in str(problem) for problem in problems)
        named = {f"{FOLDER}/{name}": 0 for name in files}
        tell_their_place(problems, {**named, PAGE_FILE: 99, "snippets/heights.py": 99})

    values = st.one_of(json_values(), st.sampled_from(NAMES), st.sampled_from([10**400, float("nan"), 0, []]))
    contents = st.one_of(
        st.just(b""),
        st.just(b""),
        st.just(b""),
        st.none(),
        st.binary(max_size=50),
        st.sampled_from([DEEP.encode(), b"{" + b'"a":{' * 50_000, b"9" * 5000, b'"\\ud800"', b"null", b"[]"]),
    )
    spoilt = st.tuples(
        st.sampled_from(places(head)),
        values,
        st.booleans(),
        st.sampled_from([True, True, True, False]),
        st.sampled_from([*files, INDEX]),
        contents,
    )
    try_all("recordings", spoilt, check)


def test_any_outputs_can_be_recorded_compared_and_woven(sample: Sample) -> None:
    page, snippet = sample.build(PAGE.encode()).page, sample.snippet
    text = texts(
        pieces("168.25", "1e999", "-2.5e-10", "````", "/// note", "{{ x }}", "9" * 400, "<b>", "∞", "٣.٤"), 5
    )
    numbers = st.sampled_from(["9", "9.5", "9" * 400, ".", "1.1.1", "1e9", "-3", "nan", "٣", ""])
    views = st.builds('viewBox="0 0 {} {}"'.format, numbers, numbers)
    svg = st.builds(
        lambda view, inner: SVG.replace('viewBox="0 0 9 9"', view).format(inner),
        views,
        st.text(SIGNS, max_size=9),
    )

    def check(example: tuple[str, str, str, str, str]) -> None:
        one, other, errors, figure, other_figure = example
        first = CellRecord(one, errors, [figure], {"best": VALUES[len(one) % 5]})
        second = CellRecord(other, errors, [other_figure], {"best": VALUES[len(other) % 5]})
        assert same_record(first, first)
        assert same_record(first, second) == same_record(second, first)
        assert same_text(one, other) == same_text(other, one)
        assert same_svg(figure, other_figure) == same_svg(other_figure, figure)
        found = good()
        found.cells["curve"] = settle(
            Recording("d", {}, {"curve": first}), Recording("e", {}, {"curve": second})
        ).cells["curve"]
        found.cells["curve"].values.setdefault("p:.2e", "")
        found.cells["likelihood"].text = one + "\nx"
        lesson = Lesson(snippet, found)
        assert rejections(lambda: weave(page, lesson, WORDS, {}).encode("utf-8")) == []
        assert rejections(lambda: take_along(sample.project, page, lesson, WORDS, PATH, notebooks=True)) == []

    try_all("outputs", st.tuples(text, text, text, svg, svg), check)
