"""A project with two lessons, one of which needs the other: its pages, snippets and navigation."""

TEN_HEIGHTS = """\
# %% imports
import matplotlib.pyplot as plt
import numpy as np

# %% heights
heights = np.array([164.25, 168.5, 171.75])
print(f"lowest {heights.min():.2f}")
heights

# %% mean
mean = heights.mean()
print(f"mean {mean:.4f}")

# %% spread
spread = float(np.ptp(heights))
spread

# %% curve
figure, axis = plt.subplots()
axis.plot(heights, color="C0")
axis.set(title=f"Mean {mean:.4f}")
plt.show()

# %% scaled
scaled = (heights - mean) / spread
print(scaled.round(4))
"""

TEN_HEIGHTS_PAGE = """\
---
title: 키
snippets: ten_heights.py
requires: [fair-coins]
minutes: 5
---

키를 쟀습니다. 동전 이야기는 [다른 과](fair-coins.md#expected-share)에 있습니다.

## 데이터 {#data}

/// cell | imports
///

/// cell | heights
///

가장 작은 키는 {{ heights.min():.2f }}입니다.

/// cell | mean
///

평균은 {{ mean:.4f }}입니다.

/// cell | spread
///

가장 큰 키와 가장 작은 키의 차이는 {{ spread:.3f }}입니다.

/// cell | curve
    alt: 평균 {{ mean:.4f }} 둘레의 꺾은선

키 세 개, 평균 {{ mean:.4f }}
///

## 눈금 {#scale}

/// cell | scaled
///

첫째 값은 {{ scaled[0]:.4f }}이고, [데이터](#data)에서 나왔습니다.
"""

FAIR_COINS = """\
# %% tosses
tosses = [1, 0, 1, 1]
print(f"{len(tosses)} tosses")

# %% share
share = sum(tosses) / len(tosses)
print(f"share {share:.3f}")
"""

FAIR_COINS_PAGE = """\
---
title: 동전
snippets: fair_coins.py
---

동전을 던졌습니다.

/// cell | tosses
///

## 기대 {#expected-share}

/// cell | share
///

앞면의 비율은 {{ share:.3f }}입니다.
"""

INDEX_PAGE = """\
---
title: 처음
---

[키](lessons/ten-heights.md)와 [동전](lessons/fair-coins.md)을 배웁니다.
"""

NAVIGATION = """\
nav:
  - 처음: index.md
  - 키: lessons/ten-heights.md
  - 동전: lessons/fair-coins.md

"""


FILES = {
    "docs/ko/index.md": INDEX_PAGE,
    "docs/ko/lessons/ten-heights.md": TEN_HEIGHTS_PAGE,
    "docs/ko/lessons/fair-coins.md": FAIR_COINS_PAGE,
    "snippets/ten_heights.py": TEN_HEIGHTS,
    "snippets/fair_coins.py": FAIR_COINS,
}
