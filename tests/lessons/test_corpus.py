"""What snippets/data/README.md promises of the corpus."""

from __future__ import annotations

import re
import unicodedata

from literate.environment import ROOT

CORPUS = ROOT / "snippets" / "data" / "corpus.txt"
TEXT = CORPUS.read_bytes().decode("utf-8")
SENTENCES = TEXT.splitlines()


def test_there_are_300_sentences_and_none_twice() -> None:
    assert len(SENTENCES) == len(set(SENTENCES)) == 300


def test_lines_end_as_on_every_system() -> None:
    assert "".join(f"{sentence}\n" for sentence in SENTENCES) == TEXT


def test_hangul_is_composed() -> None:
    assert unicodedata.is_normalized("NFC", TEXT)


def test_sentences_are_three_to_ten_words_of_hangul_set_apart_by_single_spaces() -> None:
    sentence = re.compile(r"[가-힣]+,?(?: [가-힣]+,?){1,8} [가-힣]+[.?!]")
    assert [one for one in SENTENCES if not sentence.fullmatch(one)] == []


def test_a_tenth_is_held_out_and_tells_of_what_the_others_tell() -> None:
    held_out = SENTENCES[9::10]
    known = {word for sentence in set(SENTENCES) - set(held_out) for word in re.findall("[가-힣]+", sentence)}
    words = [word for sentence in held_out for word in re.findall("[가-힣]+", sentence)]
    assert len(held_out) == 30
    assert 0.5 < sum(word in known for word in words) / len(words) < 0.7


def test_enough_sentences_tell_of_students_and_of_teachers_to_be_told_apart() -> None:
    students = {sentence for sentence in SENTENCES if "학생" in sentence}
    teachers = {sentence for sentence in SENTENCES if "선생님" in sentence}
    assert len(students - teachers) >= 35 and len(teachers - students) >= 30


def test_all_styles_of_speech_are_heard() -> None:
    for ending in ("다.", "요.", "니다.", "어.", "자.", "?"):
        assert sum(sentence.endswith(ending) for sentence in SENTENCES) >= 5, ending
