"""Distances of ten documents with their values, and what SciPy says of them: test/experiments/given.json.

python scripts/reference/given.py > test/experiments/given.json
"""

import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(1)
values = np.array([1, 2, 3, 5, 8, 13, 21, 34, 55, 89], dtype=float)
n = len(values)
log = np.abs(np.log(values)[:, None] - np.log(values)[None])
linear = np.abs(values[:, None] - values[None])
noisy = log + rng.normal(0, 0.3, (n, n))
distances = (noisy + noisy.T) / 2
np.fill_diagonal(distances, 0)
pairs = np.triu_indices(n, 1)
json.dump(
    {
        "values": values.tolist(),
        "distances": distances.tolist(),
        "rsa": stats.spearmanr(distances[pairs], linear[pairs]).statistic,
        "rsaLog": stats.spearmanr(distances[pairs], log[pairs]).statistic,
    },
    fp=__import__("sys").stdout,
)
print()
