"""Reference values of the decoding measures, by scikit-learn, with every fold fitted by itself.

    python scripts/reference/decode.py > test/measures/decode-reference.json

Written from the definitions in docs/measures/decode.md, not from the TypeScript.
"""

import itertools
import json
import sys

import numpy as np
import sklearn
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import Ridge
from sklearn.preprocessing import KernelCenterer

strengths = [1e3, 1e2, 1e1, 1, 1e-1, 1e-2, 1e-3, 1e-4]


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def blocks_of(n):
    return np.arange(n) * 10 // n


def scale_of(x):
    return ((x - x.mean(axis=0)) ** 2).sum() / (len(x) - 1)


def errors(x, y, out, strength):
    """Targets less predictions for the items that are left out, by all others."""
    model = Ridge(alpha=strength, solver="svd").fit(x[~out], y[~out])
    return y[out] - model.predict(x[out]).reshape(y[out].shape)


def kernel_errors(x, y, out, strength):
    centre = KernelCenterer()
    train = centre.fit_transform(x[~out] @ x[~out].T)
    mean = y[~out].mean(axis=0)
    model = KernelRidge(alpha=strength, kernel="precomputed").fit(train, y[~out] - mean)
    return y[out] - mean - model.predict(centre.transform(x[out] @ x[~out].T))


def knowing_nothing(y, out):
    return ((y[out] - y[~out].mean(axis=0)) ** 2).sum()


def nested(x, y, block, parts, inner):
    """Pooled R² of the parts; for each the strength that does best on the inner blocks, held out beside it."""
    left, nothing = 0.0, 0.0
    for part in parts:
        out = np.isin(block, part)
        tried = []
        for strength in strengths:
            found = 0.0
            for other in (b for b in inner if b not in part):
                both = out | (block == other)
                # The errors of the inner block alone: what is judged beside it is no one's business.
                found += (errors(x, y, both, strength * scale_of(x))[block[both] == other] ** 2).sum()
            tried.append(found)
        best = strengths[int(np.argmin(tried))] * scale_of(x)
        left += (errors(x, y, out, best) ** 2).sum()
        nothing += knowing_nothing(y, out)
    return 1 - left / nothing


def case(name, vectors, values, period=None):
    x, n = unit(vectors), len(values)
    block = blocks_of(n)
    result = {"name": name, "vectors": vectors.tolist(), "values": values.tolist(), "period": period}
    if period is not None:
        angle = 2 * np.pi * values / period
        y = np.column_stack([np.sin(angle), np.cos(angle)])
        return {**result, "decode": nested(x, y, block, [[b] for b in range(10)], range(10))}
    y, between = values[:, None], range(1, 9)
    return {
        **result,
        "decode": nested(x, y, block, [[b] for b in between], between),
        "decode-log": nested(x, np.log(y), block, [[b] for b in between], between),
        "decode-extrapolation": nested(x, y, block, [[0, 9]], between),
    }


def fixed(vectors, values, block):
    """Errors at one strength, some blocks left out together."""
    x, y = unit(vectors), values[:, None]
    result = []
    for strength, left in itertools.product([1e-3, 0.1, 10], [[4], [2, 7], [0, 9], [0, 9, 5]]):
        out = np.isin(block, left)
        found = errors(x, y, out, strength)
        np.testing.assert_allclose(found, kernel_errors(x, y, out, strength), rtol=1e-8, atol=1e-8)
        result.append({"strength": strength, "left": np.flatnonzero(out).tolist(), "errors": found[:, 0].tolist()})
    return result


def main():
    random = np.random.default_rng(7)
    n, dimensions = 34, 6
    values = np.arange(1.0, n + 1)
    line = random.normal(size=(n, dimensions)) * 0.4
    line[:, 0] += values / n
    line[:, 1] += np.sqrt(values / n)
    line[:, 5] += 2
    ring = random.normal(size=(n, dimensions)) * 0.4
    ring[:, 0] += np.sin(2 * np.pi * values / n)
    ring[:, 1] += np.cos(2 * np.pi * values / n)
    line, ring = line.round(5), ring.round(5)
    result = {
        "made": f"scripts/reference/decode.py, scikit-learn {sklearn.__version__}, NumPy {np.__version__}",
        "cases": [case("a line", line, values), case("a ring", ring, values - 1, float(n))],
        "errors": fixed(line, values, blocks_of(n)),
    }
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
