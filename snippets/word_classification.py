# %% imports
import math
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
labels = [[0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1, 0]]
pairs = [(text.split(), row) for text, row in zip(texts, labels)]
for words, row in pairs:
    print(*[f"{word}/{label}" for word, label in zip(words, row)])


# %% vocabulary
def build_vocabulary(pairs):
    known = {word for words, _ in pairs for word in words}
    return ["[PAD]", "[UNK]", *sorted(known)]


small_vocabulary = build_vocabulary(pairs)
small_ids = {word: number for number, word in enumerate(small_vocabulary)}
for word, number in small_ids.items():
    print(number, word)


# %% ids
def encode(words, ids):
    return [ids.get(word, 1) for word in words]


for words, _ in pairs:
    print(encode(words, small_ids))
print(encode(["나는", "좋은", "친구", "입니다"], small_ids))


# %% dataset
class WordData(Dataset):
    def __init__(self, pairs, ids):
        self.items = [(torch.tensor(encode(words, ids)), torch.tensor(row)) for words, row in pairs]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, place):
        return self.items[place]


data = WordData(pairs, small_ids)
print(len(data))
print(data[0])


# %% collate
def collate(batch):
    x = pad_sequence([x for x, _ in batch], batch_first=True, padding_value=0)
    y = pad_sequence([y for _, y in batch], batch_first=True, padding_value=-1)
    return x, y


x, y = next(iter(DataLoader(data, batch_size=3, collate_fn=collate)))
print(x)
print(y)


# %% model
class WordClassifier(nn.Module):
    def __init__(self, size, features):
        super().__init__()
        self.embedding = nn.Embedding(size, features, padding_idx=0)
        self.linear = nn.Linear(features, 2)

    def forward(self, x):
        return self.linear(self.embedding(x))


torch.manual_seed(1234)
small_model = WordClassifier(len(small_vocabulary), 4)
print(tuple(x.shape), tuple(small_model.embedding(x).shape), tuple(small_model(x).shape))
print(sum(weights.numel() for weights in small_model.parameters()))

# %% first-guess
z = small_model(x).detach()
q = torch.softmax(z, dim=2)
print(z[0])
print(q[0])


# %% loss
def loss_of(z, y):
    return F.cross_entropy(z.reshape(-1, 2), y.reshape(-1), ignore_index=-1)


first_loss = loss_of(z, y).item()
print(f"loss:  {first_loss:.4f}")
print(f"log 2: {math.log(2):.4f}")


# %% accuracy
def count_correct(z, y):
    return ((z.argmax(dim=2) == y) & (y != -1)).sum().item()


def count_words(y):
    return (y != -1).sum().item()


zeros = (y == 0).sum().item()
print(f"model:    {count_correct(z, y)} of {count_words(y)}")
print(f"baseline: {zeros} of {count_words(y)}")


# %% training
def train_epoch(model, loader, optimizer):
    for x, y in loader:
        loss = loss_of(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def show_progress(epoch, epochs, loss, correct, total):
    bar = "#" * (10 * epoch // epochs)
    print(f"epoch {epoch:2} [{bar:.<10}] loss {loss:.3f}, {correct} of {total}")


# %% three-sentences-training
start = small_model.embedding.weight.detach().clone()
small_optimizer = torch.optim.Adam(small_model.parameters(), lr=0.05)
small_loader = DataLoader(data, batch_size=2, shuffle=True, collate_fn=collate)
for epoch in range(1, 31):
    train_epoch(small_model, small_loader, small_optimizer)
    if epoch % 6 == 0:
        z_now = small_model(x).detach()
        show_progress(epoch, 30, loss_of(z_now, y).item(), count_correct(z_now, y), count_words(y))


# %% learnt-by-heart
def noun_probability(model, words, ids):
    with torch.no_grad():
        return torch.softmax(model(torch.tensor([encode(words, ids)])), dim=2)[0, :, 1]


asked = ["학생", "친구", "의자", "달린다", "예쁜"]
by_heart = noun_probability(small_model, asked, small_ids)
for word, probability in zip(asked, by_heart):
    print(f"{word}: {probability:.3f}")
moved = (small_model.embedding.weight.detach() - start).abs().amax(dim=1)
print(moved)

# %% word-by-word
examples = [*texts, "나는 좋은 친구 입니다"]
example_ids = [torch.tensor(encode(text.split(), small_ids)) for text in examples]
x_examples = pad_sequence(example_ids, batch_first=True)
vectors = small_model.embedding(x_examples)
z_examples = small_model(x_examples).detach()
q_examples = torch.softmax(z_examples, dim=2)[:, :, 1]
for place, word in enumerate(examples[3].split()):
    print(x_examples[3, place].item(), word)
    print("   vector:     ", *[f"{value:6.3f}" for value in vectors[3, place]])
    print("   logits:     ", *[f"{value:6.3f}" for value in z_examples[3, place]])
    print(f"   probability: {q_examples[3, place]:6.3f}")

# %% corpus
folder = Path(__file__).parent / "data"
lines = (folder / "corpus.txt").read_text(encoding="utf-8").splitlines()
rows = (folder / "word-labels.txt").read_text(encoding="utf-8").splitlines()
every_pair = []
for line, row in zip(lines, rows):
    words = [word.strip(".,?!") for word in line.split()]
    every_pair.append((words, [int(label) for label in row.split()]))
held_out = every_pair[9::10]
training = [pair for number, pair in enumerate(every_pair, 1) if number % 10 != 0]
print(len(training), len(held_out))
for words, row in training[:2]:
    print(*[f"{word}/{label}" for word, label in zip(words, row)])

# %% corpus-vocabulary
vocabulary = build_vocabulary(training)
ids = {word: number for number, word in enumerate(vocabulary)}
x_train, y_train = collate(WordData(training, ids))
x_held, y_held = collate(WordData(held_out, ids))
unknown = (x_held == 1).sum().item()
print(f"{len(vocabulary)} tokens")
print(f"{count_words(y_train)} words to learn from, {(y_train == 1).sum()} nouns")
print(f"{count_words(y_held)} words held out, {(y_held == 1).sum()} nouns, {unknown} unknown")

# %% baseline
majority = int((y_train == 1).sum() > (y_train == 0).sum())
baseline_train = (y_train == majority).sum().item()
baseline = (y_held == majority).sum().item()
print(f"most frequent label: {majority}")
total_train, total = count_words(y_train), count_words(y_held)
print(f"training: {baseline_train} of {total_train} = {baseline_train / total_train:.1%}")
print(f"held out: {baseline} of {total} = {baseline / total:.1%}")


# %% measure
def measure(model, parts):
    with torch.no_grad():
        scores = [(model(x), y) for x, y in parts]
    return [(loss_of(z, y).item(), count_correct(z, y)) for z, y in scores]


# %% train
def train(training, held_out, ids, seed=0, epochs=12, features=8, learning_rate=0.05, shows=False):
    torch.manual_seed(seed)
    model = WordClassifier(len(ids), features)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    loader = DataLoader(WordData(training, ids), 32, shuffle=True, collate_fn=collate)
    parts = [collate(WordData(part, ids)) for part in (training, held_out)]
    history, weights = [], []
    for epoch in range(1, epochs + 1):
        train_epoch(model, loader, optimizer)
        history.append(measure(model, parts))
        weights.append(deepcopy(model.state_dict()))
        if shows and epoch % 2 == 0:
            show_progress(epoch, epochs, *history[-1][0], count_words(parts[0][1]))
    return model, history, weights


# %% corpus-training
model, history, weights = train(training, held_out, ids, shows=True)
held_loss, held_correct = history[-1][1]
print(f"held out: loss {held_loss:.3f}, {held_correct} of {total} = {held_correct / total:.1%}")


# %% padding-counted
def loss_with_padding(z, y):
    return F.cross_entropy(z.reshape(-1, 2), y.clamp(min=0).reshape(-1)).item()


early, early_history = train(training, held_out, ids, epochs=2)[:2]
z_early = early(x_train).detach()
early_loss, early_correct = early_history[-1][0]
y_filled = y_train.clamp(min=0)
counted_loss = loss_with_padding(z_early, y_train)
counted = (z_early.argmax(dim=2) == y_filled).sum().item()
print(f"padding ignored: loss {early_loss:.3f}, {early_correct} of {total_train}", end="")
print(f" = {early_correct / total_train:.1%}, baseline {baseline_train / total_train:.1%}")
print(f"padding counted: loss {counted_loss:.3f}, {counted} of {y_train.numel()}", end="")
print(f" = {counted / y_train.numel():.1%}, baseline {(y_filled == 0).double().mean():.1%}")


# %% trained-on-padding
def collate_with_zeros(batch):
    x, y = collate(batch)
    return x, y.clamp(min=0)


torch.manual_seed(0)
misled = WordClassifier(len(ids), 8)
misled_optimizer = torch.optim.Adam(misled.parameters(), lr=0.05)
misled_loader = DataLoader(WordData(training, ids), 32, shuffle=True, collate_fn=collate_with_zeros)
for _ in range(2):
    train_epoch(misled, misled_loader, misled_optimizer)
for name, one in [("padding ignored", early), ("padding counted", misled)]:
    (loss, correct), _ = measure(one, [(x_train, y_train), (x_held, y_held)])
    print(f"{name} in training: loss of words {loss:.3f}, {correct} of {count_words(y_train)}")

# %% learning-curves
epochs = range(1, 13)
figure, axes = plt.subplots(2, sharex=True, figsize=(5, 5))
for part, (name, y_part) in enumerate([("training", y_train), ("held out", y_held)]):
    losses = [row[part][0] for row in history]
    shares = [row[part][1] / count_words(y_part) for row in history]
    axes[0].plot(epochs, losses, color=f"C{part}", label=name)
    axes[1].plot(epochs, shares, color=f"C{part}")
axes[1].axhline(baseline / count_words(y_held), color="C2", ls="--")
axes[1].text(12, baseline / count_words(y_held) + 0.02, "baseline", ha="right", color="C2")
axes[0].legend()
axes[0].set(title="Loss and accuracy by epoch", ylabel="loss (nats)", ylim=(0, None))
axes[1].set(xlabel="epoch", ylabel="accuracy", ylim=(0.4, 1.03))
plt.show()

# %% best-epoch
best = min(range(12), key=lambda place: history[place][1][0])
best_loss, best_correct = history[best][1]
chosen = WordClassifier(len(ids), 8)
chosen.load_state_dict(weights[best])
print(f"epoch {best + 1:2}: loss {best_loss:.3f}, {best_correct} of {total}")
print(f"epoch 12: loss {held_loss:.3f}, {held_correct} of {total}")

# %% save-and-load
torch.save({"vocabulary": vocabulary, "weights": weights[best]}, "words.pt")

saved = torch.load("words.pt", weights_only=True)
loaded = WordClassifier(len(saved["vocabulary"]), 8)
with torch.no_grad():
    print(torch.equal(loaded(x_held), chosen(x_held)))
    loaded.load_state_dict(saved["weights"])
    print(torch.equal(loaded(x_held), chosen(x_held)))
print(saved["vocabulary"] == vocabulary)

# %% new-sentences
loaded_ids = {word: number for number, word in enumerate(saved["vocabulary"])}
for text in ["친구가 교실에서 책을 읽었다", "내일 박물관에서 만나자"]:
    words = text.split()
    for word, probability in zip(words, noun_probability(loaded, words, loaded_ids)):
        known = "" if word in loaded_ids else "unknown"
        print(f"{word} {probability:.2f} {known}".rstrip())

# %% mistakes
z_held = loaded(x_held).detach()
mistakes = []
for (words, row), guess in zip(held_out, z_held.argmax(dim=2).tolist()):
    for word, label, answer in zip(words, row, guess):
        if label != answer:
            mistakes.append((word, label, word in ids))
print("answers of 1 among unknown words:", (z_held.argmax(dim=2)[x_held == 1] == 1).sum().item())
known_mistakes = sum(known for *_, known in mistakes)
print("mistakes:", len(mistakes), "known words among them:", known_mistakes)
print(*[f"{word}/{label}" for word, label, _ in mistakes[:8]])

# %% confusion
is_word = y_held != -1
places = 2 * y_held[is_word] + z_held.argmax(dim=2)[is_word]
counts = torch.bincount(places, minlength=4).reshape(2, 2)
figure, axis = plt.subplots(figsize=(3.6, 2.9))
for row in range(2):
    for column in range(2):
        share = counts[row, column].item() / counts.max().item()
        axis.add_patch(plt.Rectangle((column, row), 1, 1, color="C0", alpha=0.6 * share))
        axis.text(column + 0.5, row + 0.5, counts[row, column].item(), ha="center", va="center")
axis.grid(False)
axis.set(title="Held-out words", xlabel="model says", ylabel="label", xlim=(0, 2), ylim=(2, 0))
names = ["other", "noun"]
axis.set(xticks=[0.5, 1.5], yticks=[0.5, 1.5], xticklabels=names, yticklabels=names)
plt.show()

# %% ten-seeds
by_word = []
for seed in range(10):
    one_history = train(training, held_out, ids, seed)[1]
    by_word.append(one_history[-1][1][1])
print(by_word)
print(f"mean {sum(by_word) / 10:.1f} of {total}, baseline {baseline} of {total}")


# %% last-character
def shorten(pairs, length):
    return [([word[-length:] for word in words], row) for words, row in pairs]


def count_held_out(training, held_out, seeds=10):
    ids = {word: number for number, word in enumerate(build_vocabulary(training))}
    unknown = sum(word not in ids for words, _ in held_out for word in words)
    histories = [train(training, held_out, ids, seed)[1] for seed in range(seeds)]
    return len(ids), unknown, [history[-1][1][1] for history in histories]


ends_size, unknown_ends, by_end = count_held_out(shorten(training, 1), shorten(held_out, 1))
print(f"{ends_size} tokens, {unknown_ends} unknown")
print(by_end)
print(f"mean {sum(by_end) / 10:.1f} of {total}, baseline {baseline} of {total}")

# %% two-roles
roles = []
for text in ["다음 주로 미룹니다", "나는 주로 도서관에서 책을 읽는다"]:
    words = text.split()
    roles.append(noun_probability(loaded, words, loaded_ids)[words.index("주로")].item())
    print(f"{roles[-1]:.4f} {text}")

# %% exercise-last-two
twos, held_twos = shorten(training, 2), shorten(held_out, 2)
twos_size, unknown_twos, by_two = count_held_out(twos, held_twos, seeds=5)
print(f"{twos_size} tokens, {unknown_twos} unknown")
print(f"{by_two} of {total}, baseline {baseline}")

# %% exercise-counting
nouns, others = {}, {}
for words, row in training:
    for word, label in zip(words, row):
        nouns[word] = nouns.get(word, 0) + label
        others[word] = others.get(word, 0) + 1 - label
by_counting = 0
for words, row in held_out:
    for word, label in zip(words, row):
        guess = int(nouns[word] > others[word]) if word in nouns else majority
        by_counting += guess == label
print(f"by counting: {by_counting} of {total}, baseline {baseline} of {total}")

# %% exercise-learning-rate
slow_losses = {}
for learning_rate in [0.0005, 0.005, 0.05]:
    slow = train(training, held_out, ids, learning_rate=learning_rate)[1]
    slow_losses[learning_rate] = slow[-1][0][0]
    print(f"{learning_rate}: loss {slow[-1][0][0]:.3f}, {slow[-1][1][1]} of {total} held out")

# %% exercise-features
for features in [1, 2, 8, 32]:
    sized, sized_history = train(training, held_out, ids, features=features)[:2]
    numbers = sum(weights.numel() for weights in sized.parameters())
    (_, right), (_, right_held) = sized_history[-1]
    print(f"{features:2} features, {numbers} numbers: {right} of {total_train}", end=", ")
    print(f"{right_held} of {total}")

# %% exercise-own-text
own_words = "우리 가족은 바다에서 조개를 주웠다".split()
ends = [word[-2:] for word in own_words]
end_ids = {end: number for number, end in enumerate(build_vocabulary(twos))}
end_model = train(twos, held_twos, end_ids)[0]
by_whole = noun_probability(model, own_words, ids)
by_ends = noun_probability(end_model, ends, end_ids)
for word, one, other in zip(own_words, by_whole, by_ends):
    print(f"{one:.2f} {other:.2f} {word}")
