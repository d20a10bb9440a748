"""Claims of lesson 2-2 on morphemes."""

from __future__ import annotations

import ast
import re

from literate.checking.claims import shown, states

from tests.lessons.analyzer import fresh_kiwi, tagged
from tests.lessons.test_tokenizer_and_vocabulary import COUNTS, TRAIN, code_of, lists

page = shown("tokenizer_and_vocabulary.py")


def test_one_noun_has_many_forms() -> None:
    states(
        "특히 한국어는 낱말에 조사와 어미가 붙어서 같은 말이 수많은 꼴로 나타납니다",
        "In Korean this is especially so, because particles and endings are attached to words, and one word"
        " appears in a great many forms",
        "‘학생증’과 ‘학생회’는 ‘학생’의 꼴이 아니라 다른 낱말이므로 뺍니다",
        "We leave out 학생증 (“student card”) and 학생회 (“student council”), which are words of their own"
        " and not forms of 학생",
        "‘학생은’과 ‘학생이’는 조사만 다르지만 낱말로는 서로 남남입니다. 조사와 어미에 접미사까지 떼어 내면"
        " 같은 ‘학생’이",
        "학생은 and 학생이 differ in their particles only, but as words they have nothing in common. Without"
        " particles, endings, and suffixes they are the same 학생",
        "한국어는 조사와 어미 때문에 낱말의 꼴이 특히 많습니다",
        "Because of particles and endings, Korean words have especially many forms",
        "횟수를 모두 더하면 …번인데, 꼴은 …가지나 됩니다",
        "Altogether they occur … times, in no fewer than … forms",
        "‘학생은’은 ‘학생’과 ‘은’으로 나뉩니다",
        "In Korean, a noun and the particle after it are two morphemes",
    )
    forms = {word: count for word, count in COUNTS.items() if re.match("학생(?![증회])", word)}
    printed = page.printed["forms-of-one-noun"].splitlines()
    assert all(tagged(word)[0] == ("학생", "NNG") for word in forms)
    attached = {tag for word in forms for _, tag in tagged(word)[1:]}
    assert {tag[0] for tag in attached} <= {*"JEXVS"} and {"XSN", "JKS", "EF"} <= attached
    assert {word for word in COUNTS if word.startswith("학생")} - {*forms}
    assert [tagged(noun) for noun in ("학생증", "학생회")] == [[("학생증", "NNG")], [("학생회", "NNG")]]
    assert {"학생은", "학생이"} <= {*forms}
    assert tagged("학생은")[1:] == [("은", "JX")] and tagged("학생이 왔다")[1] == ("이", "JKS")
    assert printed[0].split() == [str(len(forms)), str(sum(forms.values()))]
    assert dict(ast.literal_eval(printed[1])) == forms
    counts = sorted(forms.values(), reverse=True)
    page.prints("forms-of-one-noun", len(forms), sum(counts), *counts)


def test_morphemes_are_separated_and_restored() -> None:
    states(
        "‘학생들이’가 ‘학생’, ‘들’, ‘이’로 나뉘었습니다. 마침표도 떨어졌습니다",
        "학생들이 (“students”, as the subject) was cut into 학생, 들, and 이. The period came off, too",
        "‘갔다’는 ‘가’, ‘었’, ‘다’가 되었습니다",
        "갔다 (“went”) became 가, 었, and 다",
        "글자 ‘갔’을 자른 것이 아니라, 줄어들기 전의 ‘가’, ‘았’, ‘다’로 되돌린 것입니다",
        "The character 갔 was not cut; 갔다 was restored to what it is contracted from, 가, 았, and 다",
        "Kiwi는 ‘았’과 ‘었’을 같은 형태소로 보고 둘 다 ‘었’으로 적습니다",
        "Kiwi treats 았 and 었 as the same morpheme and writes both as 었",
    )
    example, students = lists("morphemes")
    assert example == ["그", "학생", "은", "그림", "을", "정말", "잘", "그리", "어요", "."]
    assert students == ["학생", "들", "이", "학교", "에", "가", "었", "다", "."]
    for text, contracted in (("갔다.", True), ("먹었다.", False), ("받았다.", False)):
        assert tagged(text)[1:] == [("었", "EP"), ("다", "EF"), (".", "SF")]
        first, past, *_ = fresh_kiwi().tokenize(text)
        assert (past.start < first.start + first.len) is contracted
    assert fresh_kiwi().join([("가", "VV"), ("었", "EP"), ("다", "EF")]) == "갔다"


def test_kiwi_guesses_nouns_that_its_dictionary_does_not_have_and_may_be_wrong() -> None:
    states(
        "Kiwi는 사전에 없는 명사를 짐작하기도 합니다. ‘꾸룽이’는 바르게 떼어 냈습니다. 그러나 짐작이 늘"
        " 맞지는 않습니다",
        "Kiwi may guess a noun that is not in its dictionary: 꾸룽이 was separated rightly. But its guesses"
        " are not always right",
        "‘가능도’는 사전에 있는 두 낱말 ‘가능’과 ‘도’로 나누었습니다",
        "가능도 was cut into 가능 and 도, two words of the dictionary",
        "`add_user_word`로 보통 명사(`NNG`)라고 알려 주니 ‘가능도’와 ‘를’로 바르게 나누었습니다",
        "Once `add_user_word` said that it is a common noun (`NNG`), it was rightly cut into 가능도 and 를",
        "형태소 분석기는 사전에 기대고",
        "An analyzer of morphemes relies on a dictionary",
    )
    assert lists("unknown-noun") == [
        ["꾸룽이", "가", "오", "었", "다", "."],
        ["가능", "도", "를", "구하", "었", "다", "."],
        ["가능도", "를", "구하", "었", "다", "."],
    ]

    def numbers(text: str) -> list[int]:
        return [token.id for token in fresh_kiwi().tokenize(text) if token.tag == "NNG"]

    # Nouns outside the dictionary share one number.
    (guessed,) = numbers("꾸룽이가 왔다.")
    assert numbers("뽀삐가 왔다.") == numbers("하랑이가 왔다.") == [guessed]
    assert len(numbers("가능도를 구했다.")) == 2 and guessed not in numbers("가능도를 구했다.")
    assert 'add_user_word("가능도", "NNG")' in code_of("unknown-noun")


def test_joined_morphemes_are_not_the_text() -> None:
    states(
        "공백이 사라졌고 ‘갔다’도 ‘가었다’가 되었습니다",
        "The space is gone, and 갔다 has become 가었다",
        "`kiwi.join`은 품사를 보고 규칙에 따라 다시 붙여 줍니다",
        "`kiwi.join` puts morphemes together by rules that look at the part of speech",
        "이 문장에서는 되돌아왔지만, 띄어쓰기를 어떻게 했는지는 토큰에 남아 있지 않으므로 언제나 본래 글과"
        " 같다는 보장은 없습니다",
        "This sentence came back, but since the tokens do not say where the spaces were, there is no"
        " guarantee that text always does",
    )
    assert page.printed["morphemes-are-not-text"] == "학교에가었다.\n학교에 갔다.\n"
    join = fresh_kiwi().join
    assert (
        join([("학생", "NNG"), ("이", "JKS")]) == "학생이"
        and join([("학생", "NNG"), ("이", "NNG")]) == "학생 이"
    )
    assert tagged("학교에갔다.") == tagged("학교에 갔다.") and join(tagged("학교에갔다.")) == "학교에 갔다."
    assert 0 < sum(join(tagged(line)) != line for line in TRAIN) < len(TRAIN) / 2
