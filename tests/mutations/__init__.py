"""Small, realistic mistakes, one a row, for the mutation run in test_mutations.py."""

from __future__ import annotations

from tests.mutations.alternatives import IN_ALTERNATIVES
from tests.mutations.claims import IN_CLAIMS
from tests.mutations.explorables import IN_EXPLORABLES
from tests.mutations.formulas import IN_FORMULAS
from tests.mutations.inline_formulas import IN_INLINE_FORMULAS
from tests.mutations.matrix_operations import IN_MATRIX_OPERATIONS
from tests.mutations.numerals import IN_NUMERALS
from tests.mutations.one_hot_encoding import IN_ONE_HOT_ENCODING
from tests.mutations.other_lessons import IN_OTHER_LESSONS
from tests.mutations.recordings import IN_RECORDINGS
from tests.mutations.references import IN_CODE_SPANS, IN_REFERENCES
from tests.mutations.relations import IN_RELATIONS
from tests.mutations.sentence_classification import IN_SENTENCE_CLASSIFICATION
from tests.mutations.sentences import IN_SENTENCES
from tests.mutations.shown import IN_WHAT_IS_SHOWN
from tests.mutations.site import IN_THE_SITE
from tests.mutations.snippets import IN_SNIPPETS
from tests.mutations.tokenizer_and_vocabulary import IN_TOKENIZER_AND_VOCABULARY
from tests.mutations.translations import IN_THE_TRANSLATION
from tests.mutations.word_classification import IN_WORD_CLASSIFICATION
from tests.mutations.words import IN_WORDS

MUTATIONS = [
    *IN_WORDS,
    *IN_SNIPPETS,
    *IN_OTHER_LESSONS,
    *IN_WHAT_IS_SHOWN,
    *IN_FORMULAS,
    *IN_SENTENCES,
    *IN_ALTERNATIVES,
    *IN_NUMERALS,
    *IN_RECORDINGS,
    *IN_THE_TRANSLATION,
    *IN_THE_SITE,
    *IN_REFERENCES,
    *IN_CODE_SPANS,
    *IN_RELATIONS,
    *IN_INLINE_FORMULAS,
    *IN_EXPLORABLES,
    *IN_CLAIMS,
    *IN_MATRIX_OPERATIONS,
    *IN_ONE_HOT_ENCODING,
    *IN_TOKENIZER_AND_VOCABULARY,
    *IN_WORD_CLASSIFICATION,
    *IN_SENTENCE_CLASSIFICATION,
]
