"""Reference values of Holm's adjustment, by statsmodels.

    python scripts/reference/holm.py > test/math/holm.json
"""

import json

import numpy as np
import statsmodels
from statsmodels.stats.multitest import multipletests

random = np.random.default_rng(1)
families = [
    [0.2],
    [0.01, 0.04, 0.03, 0.005],
    [0.0, 1.0, 0.5],
    [0.02, 0.02, 0.02, 0.9],
    *([float(f"{p:.5f}") for p in random.uniform(size=size) ** 3] for size in (2, 5, 9, 36)),
]
cases = []
for p in families:
    _, adjusted, _, _ = multipletests(p, method="holm")
    cases.append({"p": p, "adjusted": [float(value) for value in adjusted]})
made = f"scripts/reference/holm.py, statsmodels {statsmodels.__version__}"
print(json.dumps({"made": made, "cases": cases}))
