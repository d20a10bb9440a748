"""The words that the site itself says around a page's own text, in a page's language."""

from __future__ import annotations

from string import Formatter

from ..files.texts import read_plain_yaml, read_utf8
from ..messages import Problem, did_you_mean, say
from ..project import Project

WORDS_FILE = "words.yml"
# {…} in a word are filled in.
WORDS = (
    "language",
    # in the frame of every page
    "permalink",
    "palette-auto",
    "palette-default",
    "palette-slate",
    # around cells
    "output",
    "error-output",
    "show-code",
    "show-all",
    # around a lesson
    "minutes",
    "requires",
    "planned",
    "made-with",
    # the switch between layouts
    "reading",
    "reading-side",
    "reading-column",
    # in explorables
    "explore-find",
    "explore-reset",
    "explore-mean",
    "explore-mean-is",
    "explore-deviation",
    "explore-deviation-is",
    "explore-share",
    "explore-share-is",
    "explore-density",
    "explore-range",
    "explore-likelihood",
    "explore-log-likelihood",
    "explore-nll",
    "explore-gradient",
    "explore-density-plot",
    "explore-nll-plot",
    "explore-share-likelihood-plot",
    "explore-share-log-likelihood-plot",
    "explore-share-nll-plot",
    "explore-match",
    "explore-happens",
    "explore-model",
    "explore-entropy",
    "explore-cross-entropy",
    "explore-kl",
    "explore-nats",
    "explore-infinite",
    "explore-two-bars",
    "explore-sums",
    "explore-sums-and-kl",
    "explore-direction",
    "explore-forward",
    "explore-reverse",
    "explore-choose-forward",
    "explore-choose-reverse",
    "explore-fit-plot",
    "explore-cost-plot-forward",
    "explore-cost-plot-reverse",
    "explore-word",
    "explore-word-is",
    "explore-next-word",
    "explore-product",
    "explore-picked-row",
    "explore-component",
    "explore-component-is",
    "explore-perpendicular",
    "explore-dot",
    "explore-length",
    "explore-cosine",
    "explore-angle",
    "explore-degrees",
    "explore-scale",
    "explore-two-vectors",
    "explore-row",
    "explore-row-is",
    "explore-column",
    "explore-column-is",
    "explore-next-cell",
    "explore-terms",
    "explore-cell",
    "explore-matrix-product",
    # around the lessons
    "start",
    "same-as",
    "explained-in",
    # around every page
    "locale",
    "edit-page",
    "preview",
    # what can be taken along
    "download-notebook",
    "download-code",
    "read-notebook",
    "open-in-colab",
    "back-to-lesson",
    "notebook-title",
    "notebook-source",
    "notebook-licence",
    "notebook-explorable",
    "notebook-made-with",
    # on translations: {original} and {help} are attributes of links
    "untranslated-page",
    "untranslated-section",
    "stale-section",
    # on the page about translations
    "translation-page",
    "translation-count",
    "translation-missing",
    "translation-stale",
    "translation-unconfirmed",
    "translation-untranslated",
)

# What is filled into a word.
_FIELDS = {
    "minutes": {"minutes"},
    "requires": {"lessons"},
    "planned": {"title"},
    "made-with": {"versions"},
    "start": {"title"},
    "same-as": {"terms"},
    "explained-in": {"place"},
    "notebook-source": {"lesson"},
    "notebook-explorable": {"lesson"},
    "notebook-made-with": {"versions"},
    "untranslated-page": {"original", "help"},
    "untranslated-section": {"original", "help"},
    "stale-section": {"original", "help"},
    "translation-count": {"done", "total"},
}


def read_words(project: Project, language: str) -> dict[str, str]:
    """Return the words of a language.

    Raises:
        Problem: the file is missing, not UTF-8 or not YAML, its words are not just those that are needed,
            or one is no text or has a `{…}` that nothing fills.
    """
    path = project.docs / language / WORDS_FILE
    file = project.name(path)
    try:
        text = read_utf8(path, file)
        words = read_plain_yaml(text, file)
    except FileNotFoundError:
        raise Problem(say("파일이 없습니다.", "This file is missing."), file) from None
    words = words if isinstance(words, dict) else {}
    for name in WORDS:
        if name not in words:
            raise Problem(say(f"{name}에 쓸 말이 없습니다.", f"There is no word for {name}."), file)
    for name in words:
        if name not in WORDS:
            unknown = say(f"모르는 낱말 {name!r}입니다.", f"Unknown word {name!r}.")
            raise Problem(unknown + did_you_mean(str(name), list(WORDS)), file)
    for name, word in words.items():
        line = next((at for at, one in enumerate(text.split("\n"), 1) if one.startswith(f"{name}:")), 1)
        if not isinstance(word, str):
            message = say(f"{name}에 쓸 말은 글이어야 합니다.", f"The word for {name} must be a text.")
            raise Problem(message, file, line)
        if name in _FIELDS and not _can_be_filled(word, _FIELDS[name]):
            fields = ", ".join(f"{{{field}}}" for field in sorted(_FIELDS[name]))
            message = f"{name}에서 중괄호는 {fields}로만 쓸 수 있습니다."
            raise Problem(say(message, f"Braces in {name} can only be {fields}."), file, line)
    return dict(words)


def _can_be_filled(word: str, fields: set[str]) -> bool:
    try:
        parts = list(Formatter().parse(word))
    except ValueError:
        return False
    return all(name is None or (name in fields and not form and not how) for _, name, form, how in parts)
