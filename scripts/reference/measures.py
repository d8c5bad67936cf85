"""Reference values of every measure, by NumPy and SciPy, from the definitions in docs/measures.

    npm run reference -- /tmp/vectors            writes the vectors
    python scripts/reference/measures.py /tmp/vectors > test/measures/reference.json

Written from the definitions and by brute force, not from the TypeScript.
"""

import collections
import itertools
import json
import math
import pathlib
import sys

import numpy as np
import scipy
from scipy import stats


def rounded(values, digits):
    """Each number to some significant digits."""
    return np.vectorize(lambda value: float(f"{value:.{digits - 1}e}"))(values)


def in_steps(values, compared):
    """Values in whole steps: a power of two, at most a millionth of the spread of what is compared."""
    least = max((compared.max() - compared.min()) * 2.0**-20, np.abs(compared).max() * 2.0**-44)
    step = 2.0 ** math.floor(math.log2(least)) if least > 0 else 1.0
    return np.floor(values / step + 0.5) * step


def comparable(raw, symmetric):
    """All pairs of a symmetric matrix are compared, those of another within their row; never the diagonal."""
    off = ~np.eye(len(raw), dtype=bool)
    if symmetric:
        return in_steps(raw, raw[off])
    return np.array([in_steps(row, row[kept]) for row, kept in zip(raw, off)])


def cosines(a, b):
    a, b = a.astype(np.float64), b.astype(np.float64)
    return (a @ b.T) / np.outer(np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1))


def distances(values, ruler, period):
    apart = np.abs(values[:, None] - values[None, :])
    if ruler == "circular":
        apart = np.minimum(apart % period, period - apart % period)
    return rounded(apart, 9)


def log_distances(values):
    low = np.minimum(values[:, None], values[None, :])
    return rounded(np.log1p(np.abs(values[:, None] - values[None, :]) / low), 9)


def others(n, i):
    return np.flatnonzero(np.arange(n) != i)


def concordance(s, t, weights=None):
    n = len(s)
    w = np.ones(n) if weights is None else np.asarray(weights, float)
    rows, row_weights = [], []
    for i in range(n):
        j = others(n, i)
        closer = t[i, j][:, None] < t[i, j][None, :]
        pair = np.outer(w[j], w[j]) * closer
        if w[i] == 0 or pair.sum() == 0:
            continue
        apart = s[i, j][:, None] - s[i, j][None, :]
        rows.append((pair * (np.sign(apart) + 1) / 2).sum() / pair.sum())
        row_weights.append(w[i])
    return float(np.average(rows, weights=row_weights))


def row_correlations(s, t):
    n = len(s)
    rows = [stats.spearmanr(s[i, others(n, i)], -t[i, others(n, i)]).statistic for i in range(n)]
    return np.array([row for row in rows if not math.isnan(row)])


def geometry(s, t):
    upper = np.triu_indices(len(s), 1)
    return float(stats.spearmanr(-s[upper], t[upper]).statistic)


def lags(n, ruler):
    lag = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    return np.minimum(lag, n - lag) if ruler == "circular" else lag


def straightness(x, y, weights):
    slope, intercept = np.polyfit(x, y, 1, w=np.sqrt(weights))
    centre = np.average(y, weights=weights)
    residual = np.average((y - intercept - slope * x) ** 2, weights=weights)
    return float(-np.sign(slope) * (1 - residual / np.average((y - centre) ** 2, weights=weights)))


def ndcg(s, t):
    n = len(s)
    discount = 1 / np.log2(np.arange(2, 12))
    scores = []
    for i in range(n):
        j = others(n, i)
        gain = np.maximum(0, 11 - stats.rankdata(t[i, j]))
        mean_gain = {level: gain[s[i, j] == level].mean() for level in set(s[i, j])}
        shared = [mean_gain[level] for level in sorted(s[i, j], reverse=True)][:10]
        scores.append((np.array(shared) * discount).sum() / (np.sort(gain)[::-1][:10] * discount).sum())
    return float(np.mean(scores))


def tied_shares(s):
    """For each anchor the share of the pairs of documents whose scores are equal."""
    n = len(s)
    shares = []
    for i in range(n):
        row = s[i, others(n, i)]
        equal = (row[:, None] == row[None, :])[np.triu_indices(n - 1, 1)]
        shares.append(equal.mean())
    return np.array(shares)


def widest_within_lag(raw, lag, symmetric):
    pairs = np.triu(np.ones_like(raw, bool), 1) if symmetric else ~np.eye(len(raw), dtype=bool)
    widths = []
    for k in np.unique(lag[pairs]):
        at = raw[pairs & (lag == k)]
        if len(at) >= 10:
            widths.append(at.max() - at.min())
    return float(max(widths))


def digit_step(raw, values, scale):
    """Pairs of one magnitude less pairs across a border, lag by lag, up to ten places from it and to the next."""
    n = len(values)
    magnitude = [0 if v == 0 else math.floor(math.log10(abs(v)) + 1e-9) for v in values]
    steps, weights = [], []
    borders = [k for k in range(1, n) if magnitude[k] != magnitude[k - 1]]
    for border in borders:
        before = max([0] + [k for k in borders if k < border])
        after = min([n] + [k for k in borders if k > border])
        near = range(max(before, border - 10), min(after, border + 10))
        for k in range(1, len(near)):
            pairs = [(i, i + k) for i in near if i + k in near]
            mean = {i_pair: (raw[i_pair] + raw[i_pair[::-1]]) / 2 for i_pair in pairs}
            across = [m for (i, j), m in mean.items() if i < border <= j]
            side = [m for (i, j), m in mean.items() if not i < border <= j]
            if across and side:
                steps.append(np.mean(side) - np.mean(across))
                weights.append(len(across))
    return float(np.average(steps, weights=weights) / scale) if steps else None


def lone_difference(a, b):
    """The one place, from the left, in which two texts of equal length differ, by a digit each; else None."""
    if len(a) != len(b):
        return None
    places = [k for k, (x, y) in enumerate(zip(a, b)) if x != y]
    digits = "0123456789"
    return places[0] if len(places) == 1 and a[places[0]] in digits and b[places[0]] in digits else None


def digit_order(s, t, texts):
    """Every triple of documents that differ in one and the same digit alone; of the last place that varies."""
    n = len(texts)
    differ = [[lone_difference(a, b) for b in texts] for a in texts]
    outcomes = collections.defaultdict(list)
    varies = set()
    for i, j, k in itertools.permutations(range(n), 3):
        place = differ[i][j]
        if place is None or differ[i][k] != place or differ[j][k] != place:
            continue
        rest = texts[j][:place] + texts[j][place + 1:]
        if texts[j][place] in rest or texts[k][place] in rest or not t[i, j] < t[i, k]:
            continue
        from_right = len(texts[j]) - place
        varies.add(from_right)
        leading = not any(c in "123456789" for c in texts[j][:place])
        if not leading:
            outcomes[from_right].append((np.sign(s[i, j] - s[i, k]) + 1) / 2)
    last = outcomes[min(varies)] if varies else []
    return float(np.mean(last)) if len(last) >= 30 else None


def measures(raw, values, ruler, period, family, symmetric, texts):
    n = len(raw)
    s, t = comparable(raw, symmetric), distances(values, ruler, period)
    off = ~np.eye(n, dtype=bool)
    lag = lags(n, ruler)
    at = [raw[off & (lag == k)] for k in np.unique(lag[off])]
    means, counts = np.array([a.mean() for a in at]), np.array([len(a) for a in at])
    deviations = np.array([a.std() for a in at])
    centre = raw[off].mean()
    rows = row_correlations(s, t)
    result = {
        "concordance": concordance(s, t),
        "rank-correlation": float(rows.mean()),
        "rank-correlation-p10": float(np.quantile(rows, 0.1)),
        "caret": straightness(np.unique(lag[off]).astype(float), means, counts),
        "caret-pairs": straightness(lag[off].astype(float), raw[off], np.ones(off.sum())),
        "explained": float((counts * (means - centre) ** 2).sum() / ((raw[off] - centre) ** 2).sum()),
        "spread": float(np.average(deviations, weights=counts) / (means.max() - means.min())),
        "self-hit": float(np.mean([(s[i, i] == s[i].max()) / (s[i] == s[i].max()).sum() for i in range(n)])),
        "asymmetry": float(np.linalg.norm((raw - raw.T)[off]) / np.linalg.norm((raw + raw.T - 2 * centre)[off])),
        "ndcg@10": ndcg(s, t),
        "anisotropy": float(centre),
        "ties": float(tied_shares(s).mean()),
        "within-lag": widest_within_lag(raw, lag, symmetric),
    }
    if ruler != "circular" and (values > 0).all():
        result["ruler"] = float(row_correlations(s, log_distances(values)).mean() - rows.mean())
    if family in ("number", "money"):
        step = digit_step(raw, values, means.max() - means.min())
        if step is not None:
            result["digit-step"] = step
    order = digit_order(s, t, texts)
    if order is not None:
        result["digit-order"] = order
    if symmetric:
        result["rsa"] = geometry(s, t)
        if ruler != "circular" and (values > 0).all():
            result["rsa-log"] = geometry(s, log_distances(values))
    return result


def zero_measures(similarities, values):
    size = np.abs(values)
    kept = size > 0
    return {
        "zero-order": float(stats.spearmanr(in_steps(similarities[kept], similarities[kept]), -size[kept]).statistic),
        "zero-linearity": straightness(size[kept], similarities[kept], np.ones(kept.sum())),
    }


def edit_distance(a, b):
    table = np.zeros((len(a) + 1, len(b) + 1), int)
    table[:, 0], table[0, :] = range(len(a) + 1), range(len(b) + 1)
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (x != y))
    return table[-1, -1]


def common_prefix(a, b):
    return next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))


def grams(text):
    counts = {}
    for size in (1, 2, 3):
        for start in range(len(text) - size + 1):
            gram = text[start : start + size]
            counts[gram] = counts.get(gram, 0) + 1
    return counts


def gram_cosine(a, b):
    x, y = grams(a), grams(b)
    length = math.sqrt(sum(v * v for v in x.values()) * sum(v * v for v in y.values()))
    return sum(count * y.get(gram, 0) for gram, count in x.items()) / length


def equal_places(a, b):
    return sum(x == y for x, y in zip(a, b))


def string_matchers(texts):
    longest = max(map(len, texts))
    return {
        "levenshtein": lambda a, b: 1 - edit_distance(a, b) / max(len(a), len(b)),
        "prefix": common_prefix,
        "char-ngrams": gram_cosine,
        "length-prefix": lambda a, b: common_prefix(a, b) - (longest + 1) * abs(len(a) - len(b)),
        "positions-right": lambda a, b: equal_places(a[::-1], b[::-1]) - abs(len(a) - len(b)),
        "positions-left": lambda a, b: equal_places(a, b) - abs(len(a) - len(b)),
    }


def r_squared(x, y):
    """Of the least-squares regression of y on the columns of x and a constant."""
    design = np.column_stack([np.ones(len(y)), x])
    residual = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return 1 - (residual**2).sum() / ((y - y.mean()) ** 2).sum()


def shared_tokens(a, b):
    common = sum((collections.Counter(a) & collections.Counter(b)).values())
    return 2 * common / (len(a) + len(b))


def tokenizer_shares(raw, texts, tokens, values, ruler, period, symmetric):
    """The gain in R² of each predictor, averaged over all orders of entry (Lindeman, Merenda and Gold 1980)."""
    n = len(raw)
    pairs = [(i, j) for i in range(n) for j in range(n) if (i < j if symmetric else i != j)]
    t = distances(values, ruler, period)
    x = np.array([
        [t[i, j], edit_distance(texts[i], texts[j]), abs(len(texts[i]) - len(texts[j])),
         shared_tokens(tokens[i], tokens[j])]
        for i, j in pairs
    ], float)
    y = np.array([raw[i, j] for i, j in pairs])
    if not symmetric:
        anchor = np.array([i for i, _ in pairs])
        for i in range(n):
            x[anchor == i] -= x[anchor == i].mean(axis=0)
            y[anchor == i] -= y[anchor == i].mean()
    gains = np.zeros(4)
    orders = list(itertools.permutations(range(4)))
    for order in orders:
        known = 0.0
        for at, predictor in enumerate(order):
            explained = r_squared(x[:, list(order[: at + 1])], y)
            gains[predictor] += explained - known
            known = explained
    return (gains / len(orders)).tolist()


def spelling_scores(texts, values, ruler, period):
    result = {}
    for name, compare in string_matchers(texts).items():
        s = np.array([[compare(a, b) for b in texts] for a in texts], float)
        s, t = comparable(s, True), distances(values, ruler, period)
        result[name] = {"concordance": concordance(s, t), "rsa": geometry(s, t)}
    return result


def weighted_concordances(raw, values, ruler, period):
    """Concordance under explicit weights of the items: some left out, some drawn several times."""
    s, t = comparable(raw, True), distances(values, ruler, period)
    n = len(raw)
    random = np.random.default_rng(7)
    draws = [random.multinomial(n, np.ones(n) / n) for _ in range(3)] + [np.arange(n) % 4]
    return [{"weights": draw.tolist(), "value": concordance(s, t, draw)} for draw in draws]


def subject(folder, name):
    about = json.loads((folder / f"{name}.json").read_text())
    shape = (about["count"], about["dimensions"])
    vectors = {
        kind: np.fromfile(folder / f"{name}.{kind}.f32", "<f4").reshape(shape)
        for kind in ("documents", "questions")
    }
    place = (np.array(about["values"], float), about["ruler"], about["period"])
    embedded = cosines(vectors["documents"], vectors["documents"])
    asked = cosines(vectors["questions"], vectors["documents"])
    return about, place, embedded, asked


def main():
    folder = pathlib.Path(sys.argv[1])
    names = sorted(path.stem for path in folder.glob("*.json"))
    result = {"made": f"scripts/reference/measures.py, NumPy {np.__version__}, SciPy {scipy.__version__}", "series": {}}
    for name in names:
        about, place, embedded, asked = subject(folder, name)
        result["series"][name] = {
            "embedder": measures(embedded, *place, about["family"], True, about["texts"]),
            "reranker": measures(asked, *place, about["family"], False, about["texts"]),
            "row": zero_measures(embedded[0], place[0] - place[0][0]),
            "shares": {
                "embedder": tokenizer_shares(embedded, about["texts"], about["tokens"], *place, True),
                "reranker": tokenizer_shares(asked, about["texts"], about["tokens"], *place, False),
            },
            "spelling": spelling_scores(about["texts"], *place),
        }
    about, place, embedded, _ = subject(folder, "integers")
    result["weighted"] = {"series": "integers", "draws": weighted_concordances(embedded, *place)}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
