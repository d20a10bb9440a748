"""Claims of lesson 2-2 on Hangul in Unicode and on bytes."""

from __future__ import annotations

import re
import unicodedata

import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.test_tokenizer_and_vocabulary import TRAIN

tokens = lesson("tokenizer_and_vocabulary.py")
page = shown("tokenizer_and_vocabulary.py")


def test_a_syllable_is_one_character_in_nfc_and_its_letters_in_nfd() -> None:
    states(
        "**NFC**는 ‘학’처럼 모아 쓴 글자 하나로, **NFD**는 첫소리, 가운뎃소리, 끝소리를 나타내는 자모(字母)로"
        " 풀어 적습니다",
        "**NFC** writes 학 as one composed character, **NFD** as its letters, the jamo of its initial,"
        " middle, and final sound",
        "‘ㅋㅋ’처럼 따로 쓰는 자모는 이것과 또 다른 글자여서 NFC로도 NFD로도 바뀌지 않습니다",
        "Jamo that stand alone, as in ㅋㅋ, are yet other characters, which neither NFC nor NFD changes",
        "길이가 …와 …이고, 서로 다르다고 나옵니다. NFC로 되돌리면 다시 같아집니다",
        "but their lengths are … and …, and they are not equal. Back in NFC, they are equal again",
    )
    page.prints("composed-and-decomposed", 2, 6)
    assert page.printed["composed-and-decomposed"].endswith("False\nTrue\n")
    assert tokens.composed != tokens.decomposed
    assert unicodedata.normalize("NFC", tokens.decomposed) == tokens.composed == "학생"
    assert unicodedata.normalize("NFC", "학") == "학" and len("학") == 1
    kinds = [unicodedata.name(letter).split()[1] for letter in unicodedata.normalize("NFD", "학")]
    assert kinds == ["CHOSEONG", "JUNGSEONG", "JONGSEONG"]
    assert {unicodedata.normalize(form, "ㅋㅋ") for form in ("NFC", "NFD")} == {"ㅋㅋ"}
    assert "ㅋ" not in unicodedata.normalize("NFD", "크")


def test_a_vocabulary_in_nfc_knows_no_word_in_nfd_but_sentencepiece_does() -> None:
    states(
        "NFC로 만든 우리 낱말 어휘집에 NFD로 적은 글을 넣으면, 한글 음절이 든 낱말은 모두 모르는 낱말이"
        " 됩니다",
        "If text in NFD meets our vocabulary of words, made in NFC, all words with a syllable of Hangul in"
        " them are unknown",
        "sentencepiece는 스스로 맞추지만, 어휘집을 직접 만들었다면",
        "sentencepiece normalizes text by itself, but with a vocabulary of your own",
    )
    assert all(unicodedata.is_normalized("NFC", word) for word in tokens.vocabulary)
    decomposed = [unicodedata.normalize("NFD", line) for line in TRAIN]
    assert [tokens.bpe.encode(line) for line in decomposed] == [tokens.bpe.encode(line) for line in TRAIN]
    hangul = [word for line in decomposed for word in line.split() if re.search("[\u1100-\u11ff]", word)]
    assert hangul and not set(hangul) & set(tokens.vocabulary)


def test_a_syllable_takes_three_bytes_and_each_of_its_letters_too() -> None:
    states(
        "바이트는 0부터 …까지의 수이고",
        "A byte is a number from 0 to …",
        "`utf-8`에서는 NFC로 적은 한글 한 글자가 … 바이트입니다. `encode`는 글을 바이트로, `decode`는"
        " 바이트를 글로 바꿉니다",
        "a character of Hangul in NFC takes … of them. `encode` turns text into bytes, and `decode` turns"
        " bytes into text",
        "받침이 없는 글자와 있는 글자를 하나씩 적습니다",
        "We write one character without a final consonant and one with it",
        "NFD에서는 자모마다 … 바이트이므로, 받침이 없는 글자는 … 바이트, 받침이 있는 글자는 … 바이트입니다",
        "In NFD each letter takes … bytes, so a character without a final consonant takes … bytes, and one"
        " with a final consonant …",
    )
    page.prints("bytes", 0xED, 0x95, 0x99, 2, 6, 3, 9)
    assert page.printed["bytes"].splitlines()[1] == "학"
    assert isinstance("학".encode(), bytes) and "학".encode().decode() == "학"
    for number in (-1, 256):
        with pytest.raises(ValueError, match=r"range\(0, 256\)"):
            bytes([number])
    for syllable in map(chr, range(ord("가"), ord("힣") + 1)):
        assert len(syllable.encode()) == 3
        letters = unicodedata.normalize("NFD", syllable)
        assert all(len(letter.encode()) == 3 for letter in letters)
        has_final = (ord(syllable) - ord("가")) % 28 > 0
        assert len(letters.encode()) == (9 if has_final else 6)


def test_bytes_leave_nothing_unknown() -> None:
    states(
        "바이트는 …가지뿐이므로 모두 어휘집에 넣어 두면 모르는 글자가 없습니다",
        "There are only … bytes, so with all of them in the vocabulary, no character is unknown",
        "sentencepiece에 `byte_fallback=True`를 주면 모르는 글자를 만났을 때 바이트로 나눕니다",
        "With `byte_fallback=True`, sentencepiece cuts unknown characters into bytes",
        "바이트까지 어휘집에 들어가므로 어휘집의 크기를 800으로 늘립니다",
        "Since the bytes are in the vocabulary, too, we raise its size to 800",
        "첫 줄에서는 ‘뷁’이 조각으로 보이지만 번호는 모르는 토큰의 번호여서, 글로 되돌리면 `⁇`가 됩니다",
        "In the first line, 뷁 is shown as a piece, but its number is that of the unknown token, so it comes"
        " back as `⁇`",
        "두 번째 줄에서는 … 바이트로 나뉘었다가 온전히 돌아왔습니다. 그 대신 한 글자에 토큰이 … 개 듭니다",
        "In the second line, it was cut into … bytes and came back whole. In exchange, a single character"
        " takes … tokens",
    )
    lost, kept = page.printed["byte-fallback"].splitlines()
    assert tokens.bpe.encode("뷁")[-1] == tokens.bpe.unk_id()
    assert lost == "['▁', '뷁']  ⁇ " and kept == "['▁', '<0xEB>', '<0xB7>', '<0x81>'] 뷁"
    page.prints("byte-fallback", 0, 0, 0)  # the zeros of three bytes, <0xEB> and so on
    fallback = tokens.fallback
    assert fallback.get_piece_size() == 800
    assert sum(fallback.is_byte(number) for number in range(800)) == 256
    assert not any(tokens.bpe.is_byte(number) for number in range(600))
    for text in ("가능도", "뷁쀍", "naïve 🙂"):
        assert fallback.decode(fallback.encode(text)) == text
        assert fallback.unk_id() not in fallback.encode(text)
    assert not any(map(fallback.is_byte, fallback.encode(tokens.example)))
