# %% best-share
import numpy as np

def nll(p, k, n):
    android = k * np.log(p)
    others = (n - k) * np.log(1 - p)
    return -(android + others)

shares = np.arange(1, 100) / 100
losses = nll(shares, 7, 10)
best_share = shares[losses.argmin()]
print(f"p = {best_share:.2f}")

# %% loss-curve
import matplotlib.pyplot as plt

figure, axis = plt.subplots(figsize=(3.9, 2.6))
axis.plot(shares, losses, color="C0")
axis.plot(best_share, losses.min(), "o", color="C1", ms=8)
axis.set(xlabel="p", ylabel="NLL(p)")
plt.show()
