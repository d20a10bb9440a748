"""Small, realistic mistakes, one a row, for the mutation run in test_mutations.py."""

from __future__ import annotations

from tests.mutations.formulas import IN_FORMULAS
from tests.mutations.recordings import IN_RECORDINGS
from tests.mutations.sentence_classification import IN_SENTENCE_CLASSIFICATION
from tests.mutations.sentences import IN_SENTENCES
from tests.mutations.site import IN_THE_SITE
from tests.mutations.snippets import IN_SNIPPETS
from tests.mutations.translations import IN_THE_TRANSLATION
from tests.mutations.word_classification import IN_WORD_CLASSIFICATION

MUTATIONS = [
    *IN_SNIPPETS,
    *IN_FORMULAS,
    *IN_SENTENCES,
    *IN_RECORDINGS,
    *IN_THE_TRANSLATION,
    *IN_THE_SITE,
    *IN_WORD_CLASSIFICATION,
    *IN_SENTENCE_CLASSIFICATION,
]
