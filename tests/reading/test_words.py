"""The words that the site itself says."""

from __future__ import annotations

import pytest
from literate.messages import Problem
from literate.project import Project
from literate.reading.words import read_words

from tests.support.scratch import write
from tests.support.two_languages import words


def test_the_words_of_a_language_are_read(built: Project) -> None:
    assert read_words(built, "ko")["output"] == "실행 결과"
    assert read_words(built, "en")["output"] == "Output"


@pytest.mark.parametrize(
    "text",
    [
        None,
        "output: [\n",
        "",
        "그냥 글\n",
        "- output\n",
        words().replace("show-all", "show-al"),
        words() + "new: 새 낱말\n",
    ],
)
def test_words_that_are_missing_or_malformed_are_a_problem(text: str | None, built: Project) -> None:
    path = built.docs / "en" / "words.yml"
    path.unlink()
    if text is not None:
        write(path, text)
    with pytest.raises(Problem) as caught:
        read_words(built, "en")
    assert caught.value.file == "docs/en/words.yml"


def test_the_originals_words_are_the_list_and_one_that_it_lacks_is_named_with_its_file(
    built: Project,
) -> None:
    for language in built.languages:
        write(built.docs / language / "words.yml", words() + "new: '새 낱말'\n")
        assert read_words(built, language)["new"] == "새 낱말"
    with pytest.raises(Problem, match=r"docs/ko/words\.yml: .*newer"):
        read_words(built, "ko")["newer"]


@pytest.mark.parametrize("file", ["docs/ko/words.yml", "mkdocs.yml"])
def test_words_and_settings_in_the_encoding_of_windows_are_a_problem(file: str, built: Project) -> None:
    (built.root / file).write_bytes("output: 실행 결과\n".encode("cp949"))
    with pytest.raises(Problem, match="UTF-8") as caught:
        read_words(built, "ko") if "words" in file else built.settings("ko")
    assert caught.value.file == file


@pytest.mark.parametrize(
    "line",
    [
        "{lessons}",
        "{0}",
        "'{'",
        "'{minutes.__class__}'",
        "'{minutes:>9}'",
        "'{minutes!r}'",
        "[a]",
        "3",
        "yes",
        "",
    ],
)
def test_a_word_that_cannot_be_filled_in_is_rejected_with_its_line(line: str, built: Project) -> None:
    text = words().replace("minutes: 'minutes'", f"minutes: {line}")
    write(built.docs / "ko" / "words.yml", text)
    with pytest.raises(Problem) as caught:
        read_words(built, "ko")
    assert caught.value.line == text.split("\n").index(f"minutes: {line}") + 1


def test_the_places_in_the_words_of_explorables_are_the_originals_in_its_order(built: Project) -> None:
    for language, word in (("ko", "'{p}, 높이 {nll}'"), ("en", "'{nll}, height {p}'")):
        write(built.docs / language / "words.yml", words() + f"explore-plot: {word}\n")
    with pytest.raises(Problem, match=r"\{p\} \{nll\}") as caught:
        read_words(built, "en")
    assert caught.value.file == "docs/en/words.yml"
    assert caught.value.line == len(words().split("\n"))
