"""Reference values of the published analyses, by scikit-learn, SciPy and statsmodels.

    python scripts/reference/published.py > test/published/reference.json

Vectors come from a formula that the tests have too, so that nothing large is kept. Written from the definitions in
docs/published.md, not from the TypeScript.
"""

import json
import sys

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy.stats import spearmanr
from sklearn.linear_model import Ridge


def wave(count, width, shift=0.0):
    rows, columns = np.meshgrid(np.arange(count), np.arange(width), indexing="ij")
    return np.sin((rows + 1) * (columns + 2) * 0.37 + shift)


def ridge(count, width, strength):
    x = wave(count, width)
    y = np.cos(np.arange(count) * 0.7) + 0.1 * np.arange(count)
    fit = Ridge(alpha=strength, solver="svd").fit(x, y)
    return {
        "count": count,
        "width": width,
        "strength": strength,
        "weights": fit.coef_.tolist(),
        "intercept": float(fit.intercept_),
    }


def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        before, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            before, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, before + (x != y))
    return row[-1]


def marjieh():
    n = 1000
    x = wave(n, 6) + 0.4 * np.log1p(np.arange(n))[:, None]
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    first, second = np.triu_indices(n, 1)
    y = (x @ x.T)[first, second]
    texts = [str(i) for i in range(n)]
    lev = np.array([edit_distance(texts[i], texts[j]) for i, j in zip(first, second)])
    longest = np.array([max(len(texts[i]), len(texts[j])) for i, j in zip(first, second)])
    log = np.abs(np.log(first + 1e-4) - np.log(second + 1e-4))
    pairs = {"distances": (lev, log), "similarities": (1 - lev / longest, np.exp(-log))}

    def explained(*columns):
        return float(sm.OLS(y, sm.add_constant(np.column_stack(columns))).fit().rsquared)

    return {
        name: {"string": explained(a), "log-linear": explained(b), "both": explained(a, b)}
        for name, (a, b) in pairs.items()
    }


def rounded(values, digits):
    return np.array([float(f"{value:.{digits - 1}e}") for value in values])


def cacioli():
    values = np.array(
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100, 150, 200, 300, 500, 700, 1000.0]
    )
    sentences = wave(5 * len(values), 4) + 0.8 * np.log(np.repeat(values, 5))[:, None] * np.array([1, 0, 0, 0])
    centroids = sentences.reshape(len(values), 5, 4).mean(axis=1)
    unit = centroids / np.linalg.norm(centroids, axis=1, keepdims=True)
    first, second = np.triu_indices(len(values), 1)
    cosine = 1 - (unit @ unit.T)[first, second]
    euclid = np.linalg.norm(centroids[first] - centroids[second], axis=1)
    log = np.abs(np.log(values[first]) - np.log(values[second]))
    linear = np.abs(values[first] - values[second])

    def aic(distance, ruler):
        residual = sm.OLS(distance, sm.add_constant(ruler)).fit().ssr
        return float(len(distance) * np.log(residual / len(distance)) + 4)

    return {
        metric: {
            "Spearman, log": float(spearmanr(rounded(distance, 6), rounded(log, 9))[0]),
            "Spearman, linear": float(spearmanr(rounded(distance, 6), rounded(linear, 9))[0]),
            "AIC, log": aic(distance, log),
            "AIC, linear": aic(distance, linear),
        }
        for metric, distance in (("cosine", cosine), ("Euclid", euclid))
    }


made = f"scripts/reference/published.py, scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, statsmodels {statsmodels.__version__}"
ridges = [ridge(30, 5, 0.1), ridge(30, 5, 10.0), ridge(8, 20, 0.1), ridge(8, 20, 1.0)]
json.dump({"made": made, "ridge": ridges, "marjieh": marjieh(), "cacioli": cacioli()}, sys.stdout, indent=1)
sys.stdout.write("\n")
