"""Reference values of the rhythm's F statistic and of `bump`, by NumPy.

    python scripts/reference/rhythm.py > test/math/harmonics.json

Written from the definitions in docs/measures/rhythm.md, not from the TypeScript.
"""

import datetime
import json
import sys

import numpy as np


def log_f(values, lags, weights, period):
    """Weighted regression on the harmonics and a constant, against the constant alone."""
    count = min(6 if period >= 60 else 4, int(period / 2 + 1e-9))
    waves = [f(2 * np.pi * k * lags / period) for k in range(1, count + 1) for f in (np.cos, np.sin)]
    root = np.sqrt(weights)
    design = np.column_stack([np.ones_like(lags), *waves]) * root[:, None]
    fitted, _, rank, _ = np.linalg.lstsq(design, values * root, rcond=1e-9)
    left = ((values * root - design @ fitted) ** 2).sum()
    whole = (weights * (values - np.average(values, weights=weights)) ** 2).sum()
    used = rank - 1
    return float(np.log((whole - left) / used / (left / (len(lags) - 1 - used))))


def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def bump(texts, period):
    n = len(texts)
    m = np.zeros(n)
    for lag in range(1, n):
        pairs = [(texts[i], texts[i + lag]) for i in range(n - lag)]
        m[lag] = np.mean([1 - edit_distance(a, b) / max(len(a), len(b)) for a, b in pairs])
    reach = 0 if period == int(period) else 1
    heights, masses = [], []
    for multiple in np.arange(1, n) * period:
        inside = [lag for lag in range(1, n) if abs(lag - multiple) <= reach]
        if multiple + reach >= n - 1 or inside[-1] + 1 > n - 1:
            break
        sides = (m[inside[0] - 1] if inside[0] > 1 else np.nan) / 2 + m[inside[-1] + 1] / 2
        heights.append(m[inside].mean() - sides)
        masses.append(sum(n - lag for lag in inside))
    return float(np.average(heights, weights=masses) / np.ptp(m[1:]))


def main():
    random = np.random.default_rng(7)
    values = random.normal(size=60).round(6)
    lags = np.arange(1.0, 61)
    day = datetime.date(2024, 7, 24)
    moment = datetime.datetime(2024, 1, 1, 19, 0, 7)
    texts = {
        "integers": [str(i) for i in range(1, 101)],
        "dates": [str(day + datetime.timedelta(i)) for i in range(100)],
        "times": [f"{moment + datetime.timedelta(minutes=i):%H:%M:%S}" for i in range(100)],
    }
    known = [("integers", 2), ("integers", 5), ("integers", 10), ("dates", 7), ("dates", 30.5), ("times", 60)]
    result = {
        "made": f"scripts/reference/rhythm.py, NumPy {np.__version__}",
        "values": values.tolist(),
        "cases": [{"period": p, "logF": log_f(values, lags, 61 - lags, p)} for p in (2, 3, 4, 5, 7, 10, 15.25, 20, 30.5)],
        "bumps": [{"series": s, "period": p, "bump": bump(texts[s], p)} for s, p in known],
    }
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
