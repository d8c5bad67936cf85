"""Does a model keep numbers, prices, dates and times in order? Evaluators for sentence-transformers.

``NumeracyEvaluator`` takes a ``SentenceTransformer``, ``NumeracyCrossEncoderEvaluator`` a ``CrossEncoder``. Both go
where any evaluator goes: into ``trainer = SentenceTransformerTrainer(..., evaluator=NumeracyEvaluator())``, or are
called with a model::

    from numeracy_evaluator import NumeracyEvaluator
    from sentence_transformers import SentenceTransformer

    print(NumeracyEvaluator()(SentenceTransformer("all-MiniLM-L6-v2")))

What is asked, and what comparing characters scores on it, stands in ``cases.jsonl`` beside this file. Both files were
written by ``numeracy export evaluator``; the numbers are those of ``numeracy probe`` on the same vectors or scores.
This file needs Python 3.9 and NumPy. Where sentence-transformers is installed its evaluators are subclasses of
``BaseEvaluator``; elsewhere any object with ``encode`` or ``predict`` will do.

Metrics, each from 0 to 1 and higher is better but where another thing is said:

``index``
    One number for a model: 0 is what comparing characters gets, 100 is perfect.
``index/KIND/concordance``, ``kind/KIND/concordance``
    Of two documents at different distances from an anchor, how often is the closer one scored higher? Guessing gets
    0.5. The mean over the series of a kind of values: those of the index, and those of the article.
``kind/KIND/digit-order``
    The same over documents that differ in one digit alone. Who only compares characters gets exactly 0.5.
``use/near``, ``use/range``, ``use/exact``, ``use/format``
    Search: closest records first ("around $25"), records inside a limit first ("under $30"), the record with this
    number first ("invoice 10234"), the record with the same value in another format first.
``use/threshold``
    How often does a rephrased duplicate score above a text with a changed number?
``use/threshold/false-merges``
    At the highest threshold that keeps 90 % of the duplicates, the share of texts with a changed number at or above
    it; lower is better.
"""

from __future__ import annotations

import csv
import inspect
import json
import logging
import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Callable

import numpy as np

try:
    from sentence_transformers.base.evaluation import BaseEvaluator
except ImportError:
    try:  # Before version 6.
        from sentence_transformers.evaluation import SentenceEvaluator as BaseEvaluator
    except ImportError:
        BaseEvaluator = object

__all__ = ["NumeracyCrossEncoderEvaluator", "NumeracyEvaluator"]

logger = logging.getLogger(__name__)

PARTS = ("index", "series", "use")
"""What can be asked: the index, the series of the article, and the five uses."""

Case = dict[str, Any]
Metrics = dict[str, float]
Score = Callable[[Sequence[str], Sequence[str]], np.ndarray]
"""The scores of some queries, each with the document at its place."""
Vectors = Callable[[Sequence[str]], np.ndarray]
"""The vectors of some texts, each of length 1."""


class _Evaluator(BaseEvaluator):  # type: ignore[misc]
    """What both evaluators do: read the cases, name the metrics, write the CSV file and the model card."""

    def __init__(
        self,
        cases: str | Path | None,
        name: str,
        parts: Sequence[str],
        by_series: bool,
        batch_size: int,
        show_progress_bar: bool | None,
        write_csv: bool,
    ) -> None:
        super().__init__()
        unknown = [part for part in parts if part not in PARTS]
        if unknown or not parts:
            raise ValueError(f"parts: got {list(parts)!r}; expected some of {', '.join(PARTS)}.")
        self.cases = _Cases(Path(cases) if cases is not None else Path(__file__).with_name("cases.jsonl"))
        self.name = name
        self.parts = tuple(parts)
        self.by_series = by_series
        self.batch_size = batch_size
        if show_progress_bar is None:
            show_progress_bar = logger.getEffectiveLevel() in (logging.INFO, logging.DEBUG)
        self.show_progress_bar = show_progress_bar
        self.write_csv = write_csv
        self.csv_file = f"numeracy_evaluation{'_' + name if name else ''}_results.csv"
        self.greater_is_better = True
        first = {"index": "index", "series": "kind/small-numbers/concordance", "use": "use/near"}
        self.primary_metric = first[next(part for part in PARTS if part in parts)]

    @property
    def baselines(self) -> Metrics:
        """What keyword search (BM25) or the best comparison of characters gets, by metric; of ``index`` it is 0."""
        return {f"use/{use['use']}": use["baseline"]["value"] for use in self.cases.uses}

    @property
    def description(self) -> str:
        """What the model card calls this evaluation."""
        return "Numeracy"

    def get_config_dict(self) -> dict[str, Any]:
        """What the model card says of how it was done."""
        return {"parts": list(self.parts), "seed": self.cases.seed, "size": self.cases.size}

    def __call__(self, model: Any, output_path: str | None = None, epoch: int = -1, steps: int = -1) -> Metrics:
        """Asks the model and returns its metrics by name, each with ``name_`` before it.

        Args:
            model: the model to evaluate.
            output_path: a folder in which a line is added to a CSV file; none is written without it.
            epoch: the epoch of the training, for the CSV file and the model card.
            steps: the steps in that epoch.
        """
        metrics = self.metrics_of(model)
        logger.info("Numeracy of %s, epoch %s, steps %s: %s", self.name, epoch, steps, metrics)
        if output_path is not None and self.write_csv:
            self._append_to_csv(output_path, {"epoch": epoch, "steps": steps, **metrics})
        prefix = f"{self.name}_" if self.name else ""
        named = {prefix + key: float(value) for key, value in metrics.items()}
        if not self.primary_metric.startswith(prefix):
            self.primary_metric = prefix + self.primary_metric
        if hasattr(model, "model_card_data"):
            self.store_metrics_in_model_card_data(model, named, epoch, steps)
        return named

    def metrics_of(self, model: Any) -> Metrics:
        """The metrics of a model under their plain names."""
        raise NotImplementedError

    def _append_to_csv(self, folder: str, row: dict[str, float]) -> None:
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, self.csv_file)
        is_new = not os.path.isfile(path)
        with open(path, "a", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            if is_new:
                writer.writerow(row.keys())
            writer.writerow(row.values())


class NumeracyEvaluator(_Evaluator):
    """Evaluates a ``SentenceTransformer`` by the cosine of its vectors.

    Documents go through ``encode_document`` and questions through ``encode_query`` where the model has them, else
    through ``encode``. It reads about 4,000 short texts, each once.

    Args:
        cases: the file of ``numeracy export evaluator``; by default ``cases.jsonl`` beside this file.
        name: stands before the metrics, in the model card and in the name of the CSV file.
        parts: what is asked, of ``index``, ``series`` and ``use``.
        by_series: adds ``SERIES/concordance`` and ``SERIES/digit-order`` for each series.
        batch_size: how many texts go to the model at once.
        show_progress_bar: by default where the log shows what is of level INFO.
        write_csv: whether a line is added to a CSV file in ``output_path``.
    """

    def __init__(
        self,
        cases: str | Path | None = None,
        name: str = "numeracy",
        parts: Sequence[str] = PARTS,
        by_series: bool = False,
        batch_size: int = 32,
        show_progress_bar: bool | None = None,
        write_csv: bool = True,
    ) -> None:
        super().__init__(cases, name, parts, by_series, batch_size, show_progress_bar, write_csv)

    def metrics_of(self, model: Any) -> Metrics:
        """The metrics of a model under their plain names."""
        cases = self.cases
        series = [each for each in cases.series if _part_of(each) in self.parts]
        in_use = "use" in self.parts
        texts = [text for each in series for text in each["texts"]]
        if in_use:
            texts += cases.records
            texts += [text for fact in cases.facts for text in _texts_of(fact)]
        documents = self._vectors(model, "encode_document", texts)
        metrics = _series_metrics(
            [(each, _SeriesScore.of_vectors(each, documents(each["texts"]))) for each in series], self.by_series
        )
        if in_use:
            queries = self._vectors(model, "encode_query", [question["text"] for question in cases.questions])
            # Duplicates have no roles: both sides are documents.
            metrics.update(_use_metrics(cases, _cosine(queries, documents), _cosine(documents, documents)))
        return metrics

    def _vectors(self, model: Any, role: str, texts: Sequence[str]) -> Vectors:
        """Encodes each text once."""
        distinct = list(dict.fromkeys(texts))
        encode = getattr(model, role, None) or model.encode
        vectors = np.asarray(
            encode(
                distinct,
                batch_size=self.batch_size,
                show_progress_bar=self.show_progress_bar,
                convert_to_numpy=True,
            ),
            dtype=np.float64,
        )
        if vectors.ndim != 2 or len(vectors) != len(distinct):
            raise ValueError(
                f"The model gave an array of the shape {vectors.shape} for {len(distinct)} texts; expected a vector "
                "for each text."
            )
        lengths = np.linalg.norm(vectors, axis=1)
        wrong = ~np.isfinite(lengths) | (lengths == 0)
        if wrong.any():
            text = distinct[int(np.argmax(wrong))]
            raise ValueError(
                f"The model gave a vector of zeros or of what is no number for {text!r}; expected numbers. Has the "
                "training diverged?"
            )
        unit = vectors / lengths[:, None]
        places = {text: place for place, text in enumerate(distinct)}
        return lambda some: unit[[places[text] for text in some]]


class NumeracyCrossEncoderEvaluator(_Evaluator):
    """Evaluates a ``CrossEncoder`` by what ``predict`` scores, before any activation function.

    By default it scores 28,440 pairs: 20 anchors of each series of the index, and the uses. With ``"series"`` among
    the parts come 90,000 more, every pair of the article's series.

    Args:
        cases: the file of ``numeracy export evaluator``; by default ``cases.jsonl`` beside this file.
        name: stands before the metrics, in the model card and in the name of the CSV file.
        parts: what is asked, of ``index``, ``series`` and ``use``.
        by_series: adds ``SERIES/concordance`` and ``SERIES/digit-order`` for each series.
        batch_size: how many pairs go to the model at once.
        show_progress_bar: by default where the log shows what is of level INFO.
        write_csv: whether a line is added to a CSV file in ``output_path``.
        prompt: the question about a document of a series, with ``{d}``; by default that of the cases.
    """

    def __init__(
        self,
        cases: str | Path | None = None,
        name: str = "numeracy",
        parts: Sequence[str] = ("index", "use"),
        by_series: bool = False,
        batch_size: int = 32,
        show_progress_bar: bool | None = None,
        write_csv: bool = True,
        prompt: str | None = None,
    ) -> None:
        super().__init__(cases, name, parts, by_series, batch_size, show_progress_bar, write_csv)
        self.prompt = self.cases.prompt if prompt is None else prompt
        if "{d}" not in self.prompt:
            raise ValueError(f"prompt: got {self.prompt!r}; expected a text with {{d}} where the document goes.")

    def metrics_of(self, model: Any) -> Metrics:
        """The metrics of a model under their plain names."""
        score = self._score_of(model)
        series = []
        for each in self.cases.series:
            if _part_of(each) not in self.parts:
                continue
            texts = each["texts"]
            part = each["part"]
            anchors = list(range(len(texts))) if part is None else part["anchors"]
            queries = [self.prompt.replace("{d}", texts[anchor]) for anchor in anchors for _ in texts]
            rows = score(queries, texts * len(anchors)).reshape(len(anchors), len(texts))
            floor = each["floor"] if part is None else part["floor"]
            series.append((each, _SeriesScore(each, rows, anchors, floor, symmetric=False)))
        metrics = _series_metrics(series, self.by_series)
        if "use" in self.parts:
            metrics.update(_use_metrics(self.cases, score, score))
        return metrics

    def _score_of(self, model: Any) -> Score:
        options: dict[str, Any] = {"batch_size": self.batch_size, "show_progress_bar": self.show_progress_bar}
        # A sigmoid makes equal what is far apart: the score before it is what is ranked.
        taken = inspect.signature(model.predict).parameters
        for option in ("activation_fn", "activation_fct"):
            if option in taken:
                from torch.nn import Identity

                options[option] = Identity()
                break

        def score(queries: Sequence[str], documents: Sequence[str]) -> np.ndarray:
            pairs = [[query, document] for query, document in zip(queries, documents)]
            scores = np.asarray(model.predict(pairs, **options), dtype=np.float64)
            if scores.shape == (len(pairs), 1):
                scores = scores[:, 0]
            if scores.shape != (len(pairs),):
                raise ValueError(
                    f"The model gave an array of the shape {scores.shape} for {len(pairs)} pairs; expected a score for "
                    "each pair, as a CrossEncoder with num_labels=1 gives it."
                )
            wrong = ~np.isfinite(scores)
            if wrong.any():
                raise ValueError(
                    f"The model gave what is no number for {pairs[int(np.argmax(wrong))]!r}; expected a score. Has the "
                    "training diverged?"
                )
            return scores

        return score


class _Cases:
    """The lines of ``cases.jsonl`` by what they are."""

    def __init__(self, path: Path) -> None:
        with open(path, encoding="utf-8") as file:
            lines: list[Case] = [json.loads(line) for line in file]
        about = lines[0] if lines else {}
        if about.get("format") != "numeracy-cases" or about.get("version") != 1:
            raise ValueError(
                f"{path}: its first line is not that of numeracy-cases, version 1. Write the file again: "
                "numeracy export evaluator FOLDER."
            )
        of: dict[str, list[Case]] = {}
        for line in lines:
            of.setdefault(line["type"], []).append(line)
        self.seed: int = about["seed"]
        self.size: str = about["size"]
        self.prompt: str = about["prompt"]
        self.series = of["series"]
        self.records: list[str] = of["records"][0]["texts"]
        self.questions = of["question"]
        self.facts = of["fact"]
        self.uses = of["use"]


def _part_of(series: Case) -> str:
    return "index" if series["suite"] == "index" else "series"


def _texts_of(fact: Case) -> list[str]:
    return [fact["base"]] + [other["text"] for other in fact["others"]]


class _SeriesScore:
    """What a model scores on one series.

    Args:
        series: its documents, values and ruler.
        rows: a row of similarities for each anchor, a column for each document.
        anchors: the places of the documents that are anchors.
        floor: what the best comparison of characters gets over these anchors.
        symmetric: whether the rows share one scale, as cosines do.
    """

    def __init__(self, series: Case, rows: np.ndarray, anchors: Sequence[int], floor: float, symmetric: bool) -> None:
        rounded = _rounded_rows(rows, anchors, symmetric)
        distances = _distances(series)
        self.floor = floor
        self.concordance = _concordance(rounded, distances, anchors)
        self.digit_order = _digit_order(rounded, series["triples"], anchors)

    @classmethod
    def of_vectors(cls, series: Case, vectors: np.ndarray) -> _SeriesScore:
        """The score of vectors of length 1, a row for each document."""
        upper = np.triu(vectors @ vectors.T)
        rows = upper + np.triu(upper, 1).T
        return cls(series, rows, range(len(rows)), series["floor"], symmetric=True)

    @property
    def above_floor(self) -> float:
        """0 is what comparing characters gets, 1 is perfect; at least −1."""
        return max(-1.0, (self.concordance - self.floor) / (1.0 - self.floor))


def _series_metrics(scored: Sequence[tuple[Case, _SeriesScore]], by_series: bool) -> Metrics:
    metrics: Metrics = {}
    of_index = [score for series, score in scored if series["suite"] == "index"]
    if of_index:
        metrics["index"] = 100.0 * float(np.mean([score.above_floor for score in of_index]))
    kinds: dict[str, list[_SeriesScore]] = {}
    for series, score in scored:
        group = "index" if series["suite"] == "index" else "kind"
        kinds.setdefault(f"{group}/{series['kind']}", []).append(score)
    named = list(kinds.items())
    if by_series:
        named += [(series["id"], [score]) for series, score in scored]
    for name, scores in named:
        metrics[f"{name}/concordance"] = float(np.mean([score.concordance for score in scores]))
        digits = [score.digit_order for score in scores if score.digit_order is not None]
        if digits:
            metrics[f"{name}/digit-order"] = float(np.mean(digits))
    return metrics


def _use_metrics(cases: _Cases, searched: Score, compared: Score) -> Metrics:
    questions = cases.questions
    asked = [question["text"] for question in questions for _ in question["candidates"]]
    records = [cases.records[place] for question in questions for place in question["candidates"]]
    scores = searched(asked, records)
    values: dict[str, list[float]] = {}
    start = 0
    for question in questions:
        end = start + len(question["candidates"])
        own = _rounded(scores[start:end])
        grades = np.asarray(question["grades"], dtype=np.float64)
        is_one = question["kind"] in ("exact", "format")
        values.setdefault(question["kind"], []).append(
            _first_place(own, grades) if is_one else _ordered_share(own, grades)
        )
        start = end
    metrics = {f"use/{kind}": float(np.mean(own)) for kind, own in values.items()}
    bases = [fact["base"] for fact in cases.facts for _ in fact["others"]]
    others = [other for fact in cases.facts for other in fact["others"]]
    similarities = compared(bases, [other["text"] for other in others])
    pairs = np.asarray([other["pair"] for other in others])
    same = np.isin(pairs, ("same-words", "same-format"))
    counted = same | (pairs == "different")
    metrics.update(_threshold_metrics(similarities[counted], same[counted]))
    return metrics


def _threshold_metrics(similarities: np.ndarray, same: np.ndarray) -> Metrics:
    rounded = _rounded(similarities)
    apart = np.sign(rounded[same][:, None] - rounded[~same][None, :])
    duplicates = np.sort(similarities[same])[::-1]
    # The highest threshold that keeps nine in ten is the score of one of them.
    least = next(count for count in range(1, len(duplicates) + 1) if count / len(duplicates) >= 0.9)
    merged = similarities[~same] >= duplicates[least - 1]
    return {
        "use/threshold": float(np.mean((1.0 + apart) / 2.0)),
        "use/threshold/false-merges": float(np.mean(merged)),
    }


def _cosine(left: Vectors, right: Vectors) -> Score:
    """The cosine of each query with the document at its place, so many at once that memory does not matter."""
    at_once = 1024

    def score(queries: Sequence[str], documents: Sequence[str]) -> np.ndarray:
        starts = range(0, len(queries), at_once)
        parts = [(queries[start : start + at_once], documents[start : start + at_once]) for start in starts]
        return np.concatenate([np.einsum("ij,ij->i", left(some), right(others)) for some, others in parts])

    return score


def _step(values: np.ndarray) -> float:
    """The power of two to which values are rounded before they are compared: a millionth of their spread at most."""
    least, most = float(values.min()), float(values.max())
    spread = 2.0 * 2.0**-20 * (most / 2.0 - least / 2.0)
    size = 2.0**-44 * max(abs(least), abs(most))
    step = max(spread, size)
    return 2.0 ** math.floor(math.log2(step)) if step > 0.0 and math.isfinite(step) else 1.0


def _rounded(values: np.ndarray, step: float | None = None) -> np.ndarray:
    own = _step(values) if step is None else step
    result: np.ndarray = np.floor(values / own + 0.5) * own
    return result


def _rounded_rows(rows: np.ndarray, anchors: Sequence[int], symmetric: bool) -> np.ndarray:
    """Rounded to the spread of what is compared, the diagonal left out: of all rows, or of each by itself."""
    off = np.ones(rows.shape, dtype=bool)
    off[np.arange(len(rows)), np.asarray(anchors)] = False
    if symmetric:
        return _rounded(rows, _step(rows[off]))
    return np.stack([_rounded(row, _step(row[kept])) for row, kept in zip(rows, off)])


def _distances(series: Case) -> np.ndarray:
    """The distances of all values on the ruler of a series, to nine significant digits."""
    values: list[float] = series["values"]
    ruler, period = series["ruler"], series["period"]

    def distance(a: float, b: float) -> float:
        if ruler == "log":
            low = min(a, b)
            return math.log1p((max(a, b) - low) / low)
        apart = abs(a - b)
        if ruler == "circular":
            apart %= period
            return float(min(apart, period - apart))
        return apart

    return np.asarray([[float(f"{distance(a, b):.9g}") for b in values] for a in values])


def _concordance(rows: np.ndarray, distances: np.ndarray, anchors: Sequence[int]) -> float:
    """The mean over the anchors of the share of pairs of documents whose closer one scores higher; ties count ½."""
    values = []
    for anchor, row in zip(anchors, rows):
        others = np.arange(len(row)) != anchor
        near, scores = distances[anchor][others], row[others]
        closer = near[:, None] < near[None, :]
        if closer.any():
            apart = np.sign(scores[:, None] - scores[None, :])[closer]
            values.append(float(np.mean((1.0 + apart) / 2.0)))
    if not values:
        raise ValueError("cases: a series has no two documents at different distances. Write the file again.")
    return float(np.mean(values))


def _digit_order(rows: np.ndarray, triples: list[int] | None, anchors: Sequence[int]) -> float | None:
    """The share of triples whose closer document scores higher, of those whose first document is an anchor."""
    if triples is None:
        return None
    row_of = {anchor: row for row, anchor in enumerate(anchors)}
    asked = np.asarray([triple for triple in zip(*[iter(triples)] * 3) if triple[0] in row_of])
    if len(asked) < 30:
        return None
    own = np.asarray([row_of[anchor] for anchor in asked[:, 0]])
    apart = np.sign(rows[own, asked[:, 1]] - rows[own, asked[:, 2]])
    return float(np.mean((1.0 + apart) / 2.0))


def _ordered_share(scores: np.ndarray, grades: np.ndarray) -> float:
    """Of all pairs of unequal grade, the share in which the better one scores higher; ties count ½."""
    better = grades[:, None] > grades[None, :]
    apart = np.sign(scores[:, None] - scores[None, :])[better]
    return float(np.mean((1.0 + apart) / 2.0))


def _first_place(scores: np.ndarray, grades: np.ndarray) -> float:
    """1 where the right candidate is first, its share where others score the same, else 0."""
    right = scores[int(np.argmax(grades))]
    return 0.0 if bool((scores > right).any()) else 1.0 / int((scores == right).sum())


def _main() -> None:
    """Prints the metrics of a model as JSON: ``python numeracy_evaluator.py MODEL [--cross-encoder]``."""
    import argparse

    from sentence_transformers import CrossEncoder, SentenceTransformer

    parser = argparse.ArgumentParser(description="Does a model keep numbers, prices, dates and times in order?")
    parser.add_argument("model", help="a folder, or a name on the hub")
    parser.add_argument("--cross-encoder", action="store_true", help="the model is a CrossEncoder")
    parser.add_argument("--by-series", action="store_true", help="add the metrics of each series")
    given = parser.parse_args()
    if given.cross_encoder:
        metrics = NumeracyCrossEncoderEvaluator(name="", by_series=given.by_series)(CrossEncoder(given.model))
    else:
        metrics = NumeracyEvaluator(name="", by_series=given.by_series)(SentenceTransformer(given.model))
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    _main()
