"""Snippets to run, one for each thing that a lesson may do, and values to ask of them."""

SNIPPETS = {
    "texts": """\
# %% printed
print("평균", 168)

# %% nothing
x = [1, None]

# %% last-expression
x

# %% printed-then-shown
print("먼저")
{"가능도": 0.5, "텐서": None}

# %% text
"한 줄\\n두 줄"

# %% silenced
x;

# %% silenced-with-a-comment
x;  # 주석

# %% semicolon-in-a-string
"a;"

# %% none
None

# %% not-last
x
y = 1

# %% in-a-block
if x:
    x

# %% own-words
class Unit:
    def __repr__(self):
        return "단위"


Unit()

# %% long
list(range(40))

# %% without-line-end
print("끝", end="")
x

# %% line-end-of-its-own
print("끝", end="")
""",
    "streams": """\
# %% set-up
import logging
import sys
import warnings

logging.basicConfig(format="%(levelname)s %(message)s")
out, err = sys.stdout, sys.stderr

# %% errors
print("출력")
print("오류", file=sys.stderr)

# %% warned
warnings.warn("조심하세요")

# %% warned-again
warnings.warn("조심하세요")

# %% logged
logging.warning("기록")

# %% through-an-old-name
print("옛 이름", file=out)
print("옛 오류", file=err)

# %% input
repr(sys.stdin.read())

# %% afterwards
print("다음")
""",
    "values": """\
# %% first
mean = 168.4
path = [1, 2, 3, 4]

# %% second
mean = 170
path.append(5)
text = "가능도"
""",
    "surroundings": """\
# %% imports
import json
import locale
import os
import random
import sys
import time
import matplotlib
import numpy as np
import torch
import a_helper

# %% place
here, environment = os.getcwd(), dict(os.environ)
listing = sorted(os.listdir())
open("여기.txt", "w").write("글");

# %% report
print(json.dumps({
    "file": __file__,
    "name": __name__,
    "here": here.split("/"),
    "listing": listing,
    "hash": hash("가능도"),
    "locale": locale.setlocale(locale.LC_ALL),
    "encoding": locale.getpreferredencoding(False),
    "utf8": sys.flags.utf8_mode,
    "zone": [time.strftime("%z"), *time.tzname],
    "backend": matplotlib.get_backend(),
    "torch threads": torch.get_num_threads(),
    "cuda": torch.cuda.is_available(),
    "threads": [environment[f"{name}_NUM_THREADS"] for name in ("OMP", "OPENBLAS", "MKL")],
    "columns": environment["COLUMNS"],
    "helper": a_helper.WORD,
    "process": os.getpid(),
}))

# %% random-numbers
print(random.random(), np.random.rand(), torch.rand(1).item())

# %% pickled
import pickle


class Token:
    pass


type(pickle.loads(pickle.dumps(Token()))) is Token

# %% main
if __name__ == "__main__":
    print("실행됨")
""",
    "unseeded": """\
# %% random-module-only
import random

print(random.random())

# %% global-names
"x" in globals(), "mean" in globals()
""",
    "figures": """\
# %% imports
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

# %% shown
figure, axis = plt.subplots()
axis.set(title="shown")
plt.show()

# %% left-open
figure, axis = plt.subplots()
axis.set(title="left open");

# %% several
for number in (1, 2):
    plt.figure().suptitle(f"number {number}")
    plt.show()
plt.figure().suptitle("number 3")
plt.figure().suptitle("number 4")
print("끝")

# %% none-left
print(plt.get_fignums())

# %% closed
plt.figure()
plt.close()

# %% shown-twice
plt.figure().suptitle("once")
plt.show()
plt.show()

# %% drawn-on-after-it-was-shown
plt.figure().suptitle("once")
plt.show()
plt.suptitle("another")
plt.show()

# %% styled
plt.figure().subplots().plot([1, 2])
plt.figure().subplots().plot([1, 2]);

# %% not-of-pyplot
Figure().suptitle("nobody's");

# %% drawn-by-a-function
def draw(title):
    plt.figure().suptitle(title)
    plt.show()


draw("by a function")
""",
    "fails-late": """\
# %% defined
def ratio(a, b):
    return a / b

# %% called

x = 1
print("전")
ratio(x, 0)

# %% never
print("나중")
""",
    "fails-here": """\
# %% fine
x = 1

# %% fails

text = "가"
text.no_such_name
""",
    "address": """\
# %% fine
x = 1

# %% object
object()
""",
    "glyph": """\
# %% imports
import matplotlib.pyplot as plt

# %% titled
plt.figure().suptitle("🐍")
plt.show()
""",
    "glyph-left-open": """\
# %% imports
import matplotlib.pyplot as plt

# %% titled
plt.figure().suptitle(r"$가$");
""",
    "unknown-name": """\
# %% first
mean = 168
""",
}
VALUES = {
    "values": {
        "first": ["mean", "mean:.2f", "path[1:3]", "sum(n for n in path if n > 1):d"],
        "second": ["mean:.1f", "len(path)", "text"],
    },
    "unknown-name": {"first": ["maen:.1f"]},
}
