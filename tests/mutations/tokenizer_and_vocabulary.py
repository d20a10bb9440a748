"""Mistakes in lesson 2-2, chosen before its claims were written."""

from __future__ import annotations

from tests.mutations.mutation import InLesson

LESSON = InLesson("tokens", "tokenizer-and-vocabulary")
mistake, on_page = LESSON.mistake, LESSON.on_page

IN_TOKENIZER_AND_VOCABULARY = [
    mistake("other lines are left out than are held out", "del sentences[9::10]", "del sentences[::10]"),
    mistake("both ways to split are one", 'untidy.split(" ")', "untidy.split()"),
    mistake(
        "the vocabulary begins with the rarest word", "(-counts[token], token)", "(counts[token], token)"
    ),
    mistake("equal counts are not sorted", "(-counts[token], token)", "-counts[token]"),
    mistake("the special tokens come last", "return SPECIAL + ordered", "return ordered + SPECIAL"),
    mistake("unknown words become padding", 'ids.get(token, ids["[UNK]"])', 'ids.get(token, ids["[PAD]"])'),
    mistake("the end is missing", '*numbers, ids["[EOS]"]]', "*numbers]"),
    mistake("both runs have one seed", 'for seed in ["1", "2"]', 'for seed in ["1", "1"]'),
    mistake("the rate is that of known tokens", "sum(token not in known", "sum(token in known"),
    mistake(
        "the vocabulary peeks at what is held out",
        "unknown_rate(str.split, set(words))\n",
        "unknown_rate(str.split, set(words) | set(held_out[0].split()))\n",
    ),
    mistake("counts are in no order", "reverse=True))", "reverse=False))"),
    mistake("once is at most twice", "np.mean(counts == 1)", "np.mean(counts <= 2)"),
    mistake(
        "the tags are shown, not the forms", "[token.form for token in kiwi", "[token.tag for token in kiwi"
    ),
    mistake("the noun is added as an adverb", '"가능도", "NNG"', '"가능도를", "NNG"'),
    mistake("student cards count as students", 'others = ("학생증", "학생회")', 'others = ("학생회",)'),
    mistake(
        "pieces of the held-out sentences are known",
        "known[name] = {model.id_to_piece(number)",
        "known[name] = {x for line in held_out for x in splits[name](line)} | {model.id_to_piece(number)",
    ),
    mistake(
        "the special tokens are counted, too", "for number in range(3, 600)}", "for number in range(600)}"
    ),
    mistake("the bytes are those of NFC", 'len(jamo.encode("utf-8"))', 'len(syllable.encode("utf-8"))'),
    mistake("pairs skip a piece", "zip(word, word[1:])", "zip(word, word[2:])"),
    mistake("the rarest pair is merged", "(-pairs[pair], len(", "(pairs[pair], len("),
    mistake("longer pieces are preferred", 'len("".join(pair)), "', '-len("".join(pair)), "'),
    mistake("the left piece decides among equals", ', "".join(pair)))', ", pair))"),
    mistake("merging loses a piece", "merged[-1] += piece", "merged[-1] = piece"),
    mistake(
        "boxes of another step are drawn", "axis.barh(count, len(piece)", "axis.barh(6 - count, len(piece)"
    ),
    mistake("old boxes look new", 'color = "C1" if count and piece ==', 'color = "C1" if count and piece !='),
    mistake("the vocabulary does not grow", "for piece in word}) + count for", "for piece in word}) for"),
    mistake(
        "the wrong kind of model is trained",
        'unigram = train(sentences, "unigram", 600)',
        'unigram = train(sentences, "bpe", 600)',
    ),
    mistake(
        "the model has seen what is held out",
        'bpe = train(sentences, "bpe", 600)',
        'bpe = train(sentences + held_out, "bpe", 600)',
    ),
    mistake(
        "the mean is over other sentences",
        "np.mean([len(split(sentence)) for sentence in held_out])",
        "np.mean([len(split(sentence)) for sentence in sentences])",
    ),
    mistake("a figure swaps its axes", "axis.plot(mean, 100 * unknown", "axis.plot(100 * unknown, mean"),
    mistake("nothing is decomposed", 'normalize("NFD", composed)', 'normalize("NFC", composed)'),
    mistake("nothing falls back to bytes", "800, byte_fallback=True)", "800, byte_fallback=False)"),
    mistake(
        "merges are applied in reverse",
        "for pair in pairs:\n        cut = merge",
        "for pair in pairs[::-1]:\n        cut = merge",
    ),
    on_page("a rate is typed", "numbers", "{{ word_unknowns:.1% }}를 모릅니다", "43.8%를 모릅니다"),
    on_page(
        "rates of two ways are mixed up", "claims", '{{ rows["BPE"][2]:.1% }}', '{{ rows["unigram"][2]:.1% }}'
    ),
    on_page("a row of a table has another's name", "claims", "| 유니그램 | {{", "| 낱말 조각 | {{"),
    on_page(
        "two columns are swapped",
        "claims",
        "| 어휘집의 크기 | 한 문장의 토큰 |",
        "| 한 문장의 토큰 | 어휘집의 크기 |",
    ),
    on_page("a way has another's size", "claims", '{{ rows["word"][0] }}', '{{ rows["character"][0] }}'),
    on_page(
        "two lengths are swapped",
        "claims",
        "길이가 {{ len(composed) }}와 {{ len(decomposed) }}",
        "길이가 {{ len(decomposed) }}와 {{ len(composed) }}",
    ),
]
