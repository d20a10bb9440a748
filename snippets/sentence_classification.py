# %% imports
from collections import Counter
from copy import deepcopy
from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import DataLoader, Dataset

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
torch.set_printoptions(precision=3, sci_mode=False)

# %% three-sentences
texts = ["나는 학생 입니다", "나는 좋은 선생님 입니다", "당신은 매우 좋은 선생님 입니다"]
pairs = [(text.split(), label) for text, label in zip(texts, [1, 0, 0])]
for words, label in pairs:
    print(label, *words)


# %% vocabulary
def build_vocabulary(pairs, at_least=1):
    counts = Counter(word for words, _ in pairs for word in words)
    known = [word for word in counts if counts[word] >= at_least]
    return ["[PAD]", "[UNK]", *sorted(known)]


def number(vocabulary):
    return {word: place for place, word in enumerate(vocabulary)}


def encode(words, ids):
    return torch.tensor([ids.get(word, 1) for word in words])


small_ids = number(build_vocabulary(pairs))
for words, _ in pairs:
    print(encode(words, small_ids))


# %% dataset
class SentenceData(Dataset):
    def __init__(self, pairs, ids):
        self.items = [(encode(words, ids), label) for words, label in pairs]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, place):
        return self.items[place]


def collate(batch):
    x = pad_sequence([x for x, _ in batch], batch_first=True, padding_value=0)
    return x, torch.tensor([label for _, label in batch])


# %% batch
data = SentenceData(pairs, small_ids)
x, y = next(iter(DataLoader(data, batch_size=3, collate_fn=collate)))
print(x)
print(y)

# %% words-to-sentence
vectors = torch.tensor([[2.0, -3.0], [4.0, -1.0], [-3.0, -5.0], [0.0, 0.0]])
is_word = torch.tensor([True, True, True, False])
words_only = vectors[is_word]
print("max: ", words_only.amax(dim=0), "with padding", vectors.amax(dim=0))
print("mean:", words_only.mean(dim=0), "with padding", vectors.mean(dim=0))


# %% pooling
def max_over_words(vectors, is_word):
    return vectors.masked_fill(~is_word, -torch.inf).amax(dim=1)


def mean_over_words(vectors, is_word):
    return (vectors * is_word).sum(dim=1) / is_word.sum(dim=1)


for pool in [max_over_words, mean_over_words]:
    print(pool(vectors[None], is_word[None, :, None]))


# %% model
class SentenceClassifier(nn.Module):
    def __init__(self, size, features, pool):
        super().__init__()
        self.embedding = nn.Embedding(size, features, padding_idx=0)
        self.linear = nn.Linear(features, 2)
        self.pool = pool

    def forward(self, x):
        is_word = (x != 0).unsqueeze(2)
        return self.linear(self.pool(self.embedding(x), is_word))


torch.manual_seed(1234)
small_model = SentenceClassifier(len(small_ids), 4, max_over_words)
print(tuple(x.shape), tuple(small_model.embedding(x).shape), tuple(small_model(x).shape))

# %% padding-changes-nothing
for pool in [max_over_words, mean_over_words]:
    negative = deepcopy(small_model)
    negative.pool = pool
    with torch.no_grad():
        negative.embedding.weight.copy_(-small_model.embedding.weight.abs())
        alone, together = negative(x[:1, :3]), negative(x)[:1]
    print(torch.allclose(alone, together))


# %% training
def train_epoch(model, loader, optimizer):
    for x, y in loader:
        loss = F.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def measure(model, parts):
    with torch.no_grad():
        scores = [(model(x), y) for x, y in parts]
    return [(F.cross_entropy(z, y).item(), (z.argmax(dim=1) == y).sum().item()) for z, y in scores]


# %% three-sentences-training
def show_progress(epoch, epochs, loss, correct, total):
    bar = "#" * (10 * epoch // epochs)
    print(f"epoch {epoch:2} [{bar:.<10}] loss {loss:.3f}, {correct} of {total}")


optimizer = torch.optim.Adam(small_model.parameters(), lr=0.05)
loader = DataLoader(data, batch_size=2, shuffle=True, collate_fn=collate)
for epoch in range(1, 31):
    train_epoch(small_model, loader, optimizer)
    if epoch % 6 == 0:
        show_progress(epoch, 30, *measure(small_model, [(x, y)])[0], 3)


# %% learnt-by-heart
def student_probability(model, text, ids):
    with torch.no_grad():
        return torch.softmax(model(encode(text.split(), ids)[None]), dim=1)[0, 1].item()


heart = ["나는 학생 입니다", "나는 매우 좋은 학생 입니다"]
heart += ["나는 의사 입니다", "나는 고등학생 입니다"]
heart_probabilities = [student_probability(small_model, text, small_ids) for text in heart]
for text, probability in zip(heart, heart_probabilities):
    print(f"{probability:.3f} {text}")

# %% corpus
folder = Path(__file__).parent / "data"
lines = (folder / "corpus.txt").read_text(encoding="utf-8").splitlines()
labels = (folder / "sentence-labels.txt").read_text(encoding="utf-8").splitlines()
every_pair = []
for line, label in zip(lines, labels):
    every_pair.append(([word.strip(".,?!") for word in line.split()], int(label)))
held_out = every_pair[9::10]
validation = every_pair[4::10]
training = [pair for place, pair in enumerate(every_pair, 1) if place % 5 != 0]
for name, part in [("training", training), ("validation", validation), ("held out", held_out)]:
    print(f"{name}: {len(part)} sentences, {sum(label for _, label in part)} about a student")


# %% two-baselines
def by_keyword(words):
    return int(any("학생" in word for word in words))


corpus = [training, validation, held_out]
always_zero = [sum(label == 0 for _, label in part) for part in corpus]
by_rule = [sum(by_keyword(words) == label for words, label in part) for part in corpus]
for part, zeros, right in zip(corpus, always_zero, by_rule):
    size = len(part)
    print(f"of {size}: always 0 {zeros} ({zeros / size:.1%}), keyword {right} ({right / size:.1%})")


# %% rare-words
ids = number(build_vocabulary(training, at_least=2))
parts = [collate(SentenceData(part, ids)) for part in corpus]
print(f"{len(ids)} tokens instead of {len(build_vocabulary(training))}")
for name, (x_part, _) in zip(["training", "validation", "held out"], parts):
    print(f"{name}: {(x_part == 1).sum()} of {(x_part != 0).sum()} words are [UNK]")


# %% train
def train(parts_of_corpus, ids, pool, seed=0, shows=False):
    torch.manual_seed(seed)
    model = SentenceClassifier(len(ids), 8, pool)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    loader = DataLoader(SentenceData(parts_of_corpus[0], ids), 32, shuffle=True, collate_fn=collate)
    parts = [collate(SentenceData(part, ids)) for part in parts_of_corpus]
    history, weights = [], []
    for epoch in range(1, 25):
        train_epoch(model, loader, optimizer)
        history.append(measure(model, parts))
        weights.append(deepcopy(model.state_dict()))
        if shows and epoch % 4 == 0:
            show_progress(epoch, 24, *history[-1][0], len(parts_of_corpus[0]))
    return model, history, weights


# %% corpus-training
model, history, weights = train(corpus, ids, max_over_words, shows=True)
best = min(range(24), key=lambda place: history[place][1][0])
model.load_state_dict(weights[best])
for name, part, (loss, right) in zip(["training", "validation", "held out"], corpus, history[best]):
    print(f"{name}: loss {loss:.3f}, {right} of {len(part)} = {right / len(part):.1%}")
print("best epoch:", best + 1)

# %% learning-curves
epochs = range(1, 25)
figure, axes = plt.subplots(2, sharex=True, figsize=(5, 5))
for part, name in enumerate(["training", "validation"]):
    axes[0].plot(epochs, [row[part][0] for row in history], color=f"C{part}", label=name)
    axes[1].plot(epochs, [row[part][1] / len(corpus[part]) for row in history], color=f"C{part}")
for axis in axes:
    axis.axvline(best + 1, color="C3", ls=":")
axes[0].text(best + 1.3, 0.02, "best", color="C3")
axes[1].axhline(always_zero[1] / len(validation), color="C2", ls="--")
axes[0].legend()
axes[0].set(title="Loss and accuracy by epoch", ylabel="loss (nats)", ylim=(0, None))
axes[1].set(xlabel="epoch", ylabel="accuracy", ylim=(0.5, 1.03))
plt.show()

# %% save-and-load
torch.save({"vocabulary": list(ids), "weights": model.state_dict()}, "sentences.pt")

saved = torch.load("sentences.pt", weights_only=True)
loaded = SentenceClassifier(len(saved["vocabulary"]), 8, max_over_words)
x_held, y_held = parts[2]
with torch.no_grad():
    print(torch.equal(loaded(x_held), model(x_held)))
    loaded.load_state_dict(saved["weights"])
    print(torch.equal(loaded(x_held), model(x_held)))
loaded_ids = number(saved["vocabulary"])
print(loaded_ids == ids)

# %% mistakes
probabilities = torch.softmax(loaded(x_held).detach(), dim=1)[:, 1]
for (words, label), probability in zip(held_out, probabilities):
    if (probability > 0.5) != label:
        print(f"label {label}, probability {probability:.2f}:", *words)

# %% confusion
guesses = (probabilities > 0.5).long()
counts = torch.bincount(2 * y_held + guesses, minlength=4).reshape(2, 2)
figure, axis = plt.subplots(figsize=(3.8, 2.9))
for row in range(2):
    for column in range(2):
        share = counts[row, column].item() / counts.max().item()
        axis.add_patch(plt.Rectangle((column, row), 1, 1, color="C0", alpha=0.6 * share))
        axis.text(column + 0.5, row + 0.5, counts[row, column].item(), ha="center", va="center")
axis.grid(False)
axis.set(title="Held-out sentences", xlabel="model says", ylabel="label", xlim=(0, 2), ylim=(2, 0))
names = ["other", "student"]
axis.set(xticks=[0.5, 1.5], yticks=[0.5, 1.5], xticklabels=names, yticklabels=names)
plt.show()

# %% recall
recalled, missed, wrongly = counts[1, 1].item(), counts[1, 0].item(), counts[0, 1].item()
print(f"student sentences found: {recalled} of {recalled + missed}")
print(f"wrongly called student:  {wrongly} of {len(held_out) - recalled - missed}")

# %% new-sentences
new_texts = [
    "새로 온 학생이 책을 읽는다",
    "새로 온 책을 읽는다",
    "학생증이 없으면 책을 못 빌려요",
    "학생이 없으면 책을 못 빌려요",
    "우리 강아지는 공원을 좋아한다",
]
asked = [student_probability(loaded, text, loaded_ids) for text in new_texts]
for text, probability in zip(new_texts, asked):
    print(f"{probability:.2f} {text}")

# %% word-order
orders = ["선생님 이 학생 을 보았다", "학생 이 선생님 을 보았다"]
same_bag = [student_probability(loaded, text, loaded_ids) for text in orders]
for text, probability in zip(orders, same_bag):
    print(f"{probability:.4f} {text}")


# %% ten-seeds
def histories_of(corpus, ids, pool, seeds=10):
    return [train(corpus, ids, pool, seed)[1] for seed in range(seeds)]


def chosen_by_validation(histories):
    return [min(history, key=lambda row: row[1][0])[2][1] for history in histories]


pools = {"max": max_over_words, "mean": mean_over_words}
by_pool = {name: histories_of(corpus, ids, pool) for name, pool in pools.items()}
correct = {name: chosen_by_validation(histories) for name, histories in by_pool.items()}
for name, found in correct.items():
    print(f"{name}: {found} of 30, mean {sum(found) / 10:.1f}")

# %% spread
figure, axis = plt.subplots()
for place, found in enumerate(correct.values()):
    for seed, right in enumerate(found):
        axis.plot(right, place + (seed - 4.5) / 20, "o", color=f"C{place}", ms=5)
axis.axvline(always_zero[2], color="C2", ls="--")
axis.axvline(by_rule[2], color="C3", ls=":")
axis.text(always_zero[2] + 0.1, 1.5, "always 0", color="C2")
axis.text(by_rule[2] + 0.1, 1.5, "keyword", color="C3")
axis.set(title="Ten seeds each", xlabel="correct of 30 held-out sentences", xlim=(20, 30.5))
axis.set(yticks=[0, 1], yticklabels=["max", "mean"], ylim=(-0.5, 1.8))
plt.show()


# %% exercise-padded-mean
def padded_mean(vectors, is_word):
    return vectors.mean(dim=1)


longer = F.pad(x_held, (0, 10))
changes = []
for name, pool in [("mean over words:  ", mean_over_words), ("mean with padding:", padded_mean)]:
    one = SentenceClassifier(len(ids), 8, pool)
    one.load_state_dict(weights[best])
    with torch.no_grad():
        changes.append((one(x_held) - one(longer)).abs().max().item())
    print(f"{name} {changes[-1]:.3f}")

# %% exercise-choosing
picked = [max(row[2][1] for row in history) for history in by_pool["mean"]]
print(f"chosen on the validation part: {correct['mean']} of 30")
print(f"picked on the held-out part:   {picked} of 30")

# %% exercise-every-word
all_ids = number(build_vocabulary(training))
with_all = chosen_by_validation(histories_of(corpus, all_ids, max_over_words, seeds=5))
print(f"{len(all_ids)} tokens: {with_all} of 30, baseline {always_zero[2]} of 30")
print(f"{len(ids)} tokens: {correct['max'][:5]} of 30")

# %% exercise-threshold
by_threshold = {}
for threshold in [0.5, 0.3, 0.1]:
    said = probabilities > threshold
    hits, alarms = (said & (y_held == 1)).sum().item(), (said & (y_held == 0)).sum().item()
    by_threshold[threshold] = (hits, alarms)
    right = (said == y_held).sum().item()
    print(f"{threshold}: found {hits} of 6, wrongly {alarms} of 24, correct {right} of 30")

# %% exercise-own-text
own_texts = ["학생들이 도서관에 모여 있다", "내 동생은 초등학생이다"]
own_texts += ["오늘은 비가 와서 집에 있었다"]
for text in own_texts:
    unknown = sum(word not in loaded_ids for word in text.split())
    print(f"{student_probability(loaded, text, loaded_ids):.2f}, {unknown} unknown: {text}")
