"""Least milliseconds of processor time of the same cosines in NumPy: float32 vectors, float64 sums.

    python bench/gram.py COUNT DIMENSIONS same      of vectors with themselves
    python bench/gram.py COUNT DIMENSIONS two       of two lists of vectors
"""

import sys
import time

import numpy as np

count, dimensions, form = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
left = (np.random.default_rng(1).random((count, dimensions)) - 0.5).astype(np.float32)
right = left if form == "same" else left.copy()


def units(vectors):
    unit = vectors.astype(np.float64)
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    return unit


def cosines():
    rows = units(left)
    columns = rows if form == "same" else units(right)
    return rows @ columns.T


cosines()
times = []
for _ in range(15):
    start = time.process_time()
    cosines()
    times.append((time.process_time() - start) * 1000)
print(min(times))
