"""Read the words of the site's interface, in a page's language."""

from __future__ import annotations

import re

from ..files.texts import read_plain_yaml
from ..messages import Problem, did_you_mean, say
from ..project import Project

WORDS_FILE = "words.yml"
EXPLORED = "explore-"  # the words of explorables, whose scripts fill in the placeholders
PLACE = re.compile(r"\{[\w-]+\}")
# A placeholder in a word.
_FIELDS = {
    "footnote": {"number"},
    "minutes": {"minutes"},
    "requires": {"lessons"},
    "planned": {"title"},
    "made-with": {"versions"},
    "figure-number": {"number"},
    "formula-number": {"number"},
    "cited-section": {"title"},
    "recorded-on": {"date"},
    "start": {"title"},
    "same-as": {"terms"},
    "explained-in": {"place"},
    "notebook-source": {"lesson"},
    "notebook-explorable": {"lesson"},
    "notebook-made-with": {"versions"},
    "untranslated-page": {"original", "help"},
    "untranslated-section": {"original", "help"},
    "stale-section": {"original", "help"},
    "replaced-section": {"original", "help"},
    "translation-count": {"done", "total"},
    "run-loaded": {"loaded", "total"},
    "run-absent": {"module"},
    "run-unsolvable": {"module"},
    "run-put": {"names"},
    "run-undefined": {"name"},
    "run-right": {"name"},
    "run-above": {"name", "off"},
    "run-below": {"name", "off"},
    "run-most-above": {"name", "off", "place", "wanted", "wrong"},
    "run-most-below": {"name", "off", "place", "wanted", "wrong"},
    "run-count": {"name", "wanted", "yours"},
    "run-shape": {"name"},
    "run-nan": {"name", "place"},
    "run-not-number": {"name"},
}


class Words(dict[str, str]):
    """The words of a language, by name; a lookup of a missing word raises an error that names the file."""

    file = ""

    def __missing__(self, name: str) -> str:
        raise Problem(say(f"{name} 항목이 없습니다.", f"The key {name} is missing."), self.file)


def read_words(project: Project, language: str) -> Words:
    """Return the words of a language; the keys must be the original's.

    Raises:
        Problem: the file is missing, not UTF-8 or not YAML, its keys differ from the original's, or a word
            is not text or has an unknown placeholder `{…}`.
    """
    return project.once(_read_words, language)


def _read_words(project: Project, language: str) -> Words:
    path = project.docs / language / WORDS_FILE
    file = project.name(path)
    text = project.text(path)
    found = read_plain_yaml(text, file)
    words = Words(found if isinstance(found, dict) else {})
    words.file = file
    wanted = words if language == project.languages[0] else read_words(project, project.languages[0])
    for name in wanted:
        words[name]
    for name in words:
        if name not in wanted:
            unknown = say(f"모르는 항목 {name!r}입니다.", f"Unknown key {name!r}.")
            raise Problem(unknown + did_you_mean(str(name), list(wanted)), file)
    for name, word in words.items():
        line = next((at for at, one in enumerate(text.split("\n"), 1) if one.startswith(f"{name}:")), 1)
        if not isinstance(word, str):
            message = say(f"{name}의 값은 문자열이어야 합니다.", f"The value of {name} must be text.")
            raise Problem(message, file, line)
        own, known = PLACE.findall(word), [f"{{{field}}}" for field in sorted(_FIELDS.get(name, ()))]
        if known and (set(own) - set(known) or set("{}") & set(PLACE.sub("", word))):
            fields = ", ".join(known)
            message = f"{name}에서 중괄호는 {fields}로만 쓸 수 있습니다."
            raise Problem(say(message, f"{name} can contain only these placeholders: {fields}"), file, line)
        if name.startswith(EXPLORED) and own != PLACE.findall(wanted[name]):
            fields = " ".join(PLACE.findall(wanted[name]))
            message = f"{name}의 자리는 원문과 차례까지 같아야 합니다: {fields} (지금은 {' '.join(own)})"
            english = (
                f"{name} needs the original's placeholders in its order: {fields} (it has {' '.join(own)})"
            )
            raise Problem(say(message, english), file, line)
    return words
