# %% imports
import io
import os
import subprocess
import sys
import unicodedata
from collections import Counter

import matplotlib.pyplot as plt
import numpy as np
import sentencepiece
from kiwipiepy import Kiwi

# %% corpus
sentences = open("data/corpus.txt", encoding="utf-8").read().splitlines()
held_out = sentences[9::10]
del sentences[9::10]
print(len(sentences), len(held_out))
print(sentences[10])

# %% characters-and-words
example = sentences[10]
print(list(example))
print(example.split())

# %% two-ways-to-split
untidy = "우리  반 학생 "
print(untidy.split(" "))
print(untidy.split())

# %% marks-on-words
words = [word for sentence in sentences for word in sentence.split()]
print(sorted({word for word in words if word.startswith("갔")}))

# %% vocabulary
SPECIAL = ["[PAD]", "[UNK]", "[BOS]", "[EOS]"]


def build_vocabulary(tokens):
    counts = Counter(tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return SPECIAL + ordered


vocabulary = build_vocabulary(words)
ids = {token: number for number, token in enumerate(vocabulary)}
print(len(vocabulary))
print(vocabulary[:8])


# %% encode-and-decode
def encode(tokens, ids):
    numbers = [ids.get(token, ids["[UNK]"]) for token in tokens]
    return [ids["[BOS]"], *numbers, ids["[EOS]"]]


for sentence in [example, held_out[0]]:
    encoded = encode(sentence.split(), ids)
    print(encoded)
    print(" ".join(vocabulary[number] for number in encoded))

# %% order-of-a-set
code = "print(list({'학생', '선생님', '교실'}))"
for seed in ["1", "2"]:
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True)
    print(run.stdout.decode("utf-8").strip())


# %% unknown-words
def unknown_rate(split, known):
    tokens = [token for sentence in held_out for token in split(sentence)]
    return sum(token not in known for token in tokens) / len(tokens)


word_unknowns = unknown_rate(str.split, set(words))
cheating = unknown_rate(str.split, set(words) | {w for s in held_out for w in s.split()})
print(f"held out:  {word_unknowns:.1%}")
print(f"cheating:  {cheating:.1%}")

# %% zipf
counts = np.array(sorted(Counter(words).values(), reverse=True))
ranks = np.arange(1, len(counts) + 1)
once = np.mean(counts == 1)
print(counts[:10])
print(f"words that occur once: {once:.1%}")

# %% zipf-curve
figure, axis = plt.subplots()
axis.loglog(ranks, counts, "o", color="C0", ms=4)
axis.loglog(ranks[:30], 30 / ranks[:30], color="C1", ls="--")
axis.text(1.6, 4, "30 / rank", color="C1")
axis.set(title="Counts of words by rank", xlabel="rank", ylabel="count")
plt.show()

# %% forms-of-one-noun
others = ("학생증", "학생회")
students = [word for word in words if word.startswith("학생") and not word.startswith(others)]
forms = Counter(students)
print(len(forms), sum(forms.values()))
print(forms.most_common())

# %% morphemes
kiwi = Kiwi(num_workers=1)


def morphemes(sentence):
    return [token.form for token in kiwi.tokenize(sentence)]


print(morphemes(example))
print(morphemes("학생들이 학교에 갔다."))

# %% unknown-noun
print(morphemes("꾸룽이가 왔다."))
print(morphemes("가능도를 구했다."))
kiwi.add_user_word("가능도", "NNG")
print(morphemes("가능도를 구했다."))

# %% morphemes-are-not-text
print("".join(morphemes("학교에 갔다.")))
print(kiwi.join([(token.form, token.tag) for token in kiwi.tokenize("학교에 갔다.")]))

# %% toy
toy = ["학생이", "학생은", "학생들이", "선생님이", "선생님은", "선생님들이", "선생님께"]
pieces = [["▁", *word] for word in toy]
for word in pieces:
    print(" ".join(word))


# %% count-pairs
def count_pairs(pieces):
    return Counter(pair for word in pieces for pair in zip(word, word[1:]))


pairs = count_pairs(pieces)
for (left, right), count in pairs.most_common(5):
    print(left, right, count)


# %% merge
def best_pair(pairs):
    return min(pairs, key=lambda pair: (-pairs[pair], len("".join(pair)), "".join(pair)))


def merge(word, pair):
    merged = []
    for piece in word:
        if merged and (merged[-1], piece) == pair:
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


# %% byte-pair-encoding
def learn_merges(pieces, count):
    learned = []
    for _ in range(count):
        pair = best_pair(count_pairs(pieces))
        pieces = [merge(word, pair) for word in pieces]
        learned.append(pair)
    return learned, pieces


for count in range(7):
    learned, merged = learn_merges(pieces, count)
    newest = "".join(learned[-1]) if learned else "start"
    print(f"{newest:6} {' '.join(merged[2])} / {' '.join(merged[5])}")

# %% merges-drawn
figure, axis = plt.subplots(figsize=(5.6, 3.4))
for count in range(7):
    learned, merged = learn_merges(pieces, count)
    for word, left in [(merged[2], 0), (merged[5], 6)]:
        for piece in word:
            color = "C1" if count and piece == "".join(learned[-1]) else "C0"
            axis.barh(count, len(piece) - 0.1, left=left, color=color, alpha=0.3)
            axis.text(left + len(piece) / 2 - 0.05, count, piece, ha="center", va="center")
            left += len(piece)
axis.set(title="Each merge joins two boxes", ylabel="merges", xticks=[], yticks=range(7))
axis.grid(visible=False)
axis.invert_yaxis()
plt.show()

# %% pieces-by-merge
lengths = [sum(map(len, learn_merges(pieces, count)[1])) for count in range(7)]
sizes = [len({piece for word in pieces for piece in word}) + count for count in range(7)]

figure, axis = plt.subplots()
axis.plot(range(7), lengths, "o-", color="C0")
axis.plot(range(7), sizes, "o-", color="C1")
axis.text(6.1, lengths[-1], "pieces of text", va="top", color="C0")
axis.text(6.1, sizes[-1], "vocabulary", va="bottom", color="C1")
axis.set(title="Each merge shortens the text", xlabel="merges", xlim=(-0.2, 8), ylim=(0, 37))
plt.show()


# %% train-sentencepiece
def train(lines, kind, size, **options):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        model_type=kind,
        vocab_size=size,
        character_coverage=1.0,
        num_threads=1,
        minloglevel=2,
        **options,
    )
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


toy_model = train(toy, "bpe", 18)
theirs = [toy_model.id_to_piece(number) for number in range(3, 9)]
ours = ["".join(pair) for pair in learn_merges(pieces, 6)[0]]
print(theirs)
print(ours == theirs)

# %% subwords-of-the-corpus
bpe = train(sentences, "bpe", 600)
unigram = train(sentences, "unigram", 600)
for model in [bpe, unigram]:
    print(model.encode(example, out_type=str))

# %% same-bytes
again = train(sentences, "bpe", 600)
print(bpe.serialized_model_proto() == again.serialized_model_proto())
print(f"{len(again.serialized_model_proto()):,} bytes")

# %% back-to-text
numbers = bpe.encode(example)
print(numbers)
print(bpe.decode(numbers))
print(bpe.decode(numbers) == example)
print(bpe.decode(bpe.encode("우리  반 뷁")))


# %% comparison
def bpe_pieces(sentence):
    return bpe.encode(sentence, out_type=str)


def unigram_pieces(sentence):
    return unigram.encode(sentence, out_type=str)


splits = {"character": list, "word": str.split, "morpheme": morphemes}
known, rows = {}, {}
for name, split in splits.items():
    known[name] = {token for sentence in sentences for token in split(sentence)}
splits |= {"BPE": bpe_pieces, "unigram": unigram_pieces}
for name, model in [("BPE", bpe), ("unigram", unigram)]:
    known[name] = {model.id_to_piece(number) for number in range(3, 600)}
for name, split in splits.items():
    mean = np.mean([len(split(sentence)) for sentence in held_out])
    rows[name] = (len(known[name]), mean, unknown_rate(split, known[name]))
    print(f"{name:9} {rows[name][0]:3} {mean:5.2f} {rows[name][2]:6.1%}")

# %% comparison-figure
figure, axis = plt.subplots()
for at, (name, (size, mean, unknown)) in enumerate(rows.items()):
    axis.plot(mean, 100 * unknown, "o", color=f"C{at}", ms=9)
    below = name in ("BPE", "character")
    axis.text(mean + 0.3, 100 * unknown + (-5 if below else 1), f"{name}, {size}", color=f"C{at}")
axis.set(title="Longer pieces are more often unknown", xlim=(3, 25), ylim=(-6, 50))
axis.set(xlabel="tokens a sentence", ylabel="unknown (%)")
plt.show()

# %% composed-and-decomposed
composed = "학생"
decomposed = unicodedata.normalize("NFD", composed)
print(composed, decomposed)
print(len(composed), len(decomposed))
print(composed == decomposed)
print(composed == unicodedata.normalize("NFC", decomposed))

# %% bytes
print(list("학".encode("utf-8")))
print(bytes([237, 149, 153]).decode("utf-8"))
for syllable in ["가", "학"]:
    jamo = unicodedata.normalize("NFD", syllable)
    print(len(jamo), "jamo,", len(jamo.encode("utf-8")), "bytes")

# %% byte-fallback
rare = "뷁"
fallback = train(sentences, "bpe", 800, byte_fallback=True)
print(bpe.encode(rare, out_type=str), bpe.decode(bpe.encode(rare)))
print(fallback.encode(rare, out_type=str), fallback.decode(fallback.encode(rare)))

# %% exercise-coverage
ordered = Counter(words).most_common()
for size in [10, 100, 300, len(ordered)]:
    kept = {word for word, _ in ordered[:size]}
    print(f"{size:3} words: {1 - unknown_rate(str.split, kept):.1%} known")


# %% exercise-strip-marks
def bare(sentence):
    return sentence.replace(",", "").rstrip(".?!").split()


bare_known = {word for sentence in sentences for word in bare(sentence)}
print(f"{len(bare_known)} words, {unknown_rate(bare, bare_known):.1%} unknown")


# %% exercise-apply-merges
def apply_merges(word, pairs):
    cut = ["▁", *word]
    for pair in pairs:
        cut = merge(cut, pair)
    return cut


six_pairs = learn_merges(pieces, 6)[0]
for word in ["선생님들은", "대학생이"]:
    print(" ".join(apply_merges(word, six_pairs)))

# %% exercise-vocabulary-size
for size in [400, 500, 600, 800]:
    model = train(sentences, "bpe", size)
    mean = np.mean([len(model.encode(sentence)) for sentence in held_out])
    print(f"{size}: {mean:.2f} tokens a sentence")

# %% exercise-normalize
typed = unicodedata.normalize("NFD", example)
print(encode(typed.split(), ids))
print(encode(unicodedata.normalize("NFC", typed).split(), ids))
