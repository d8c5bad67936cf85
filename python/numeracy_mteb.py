"""Numbers, prices, dates and times as tasks for MTEB 2: does a model place, find and tell them apart?

``NumeracyNear``, ``NumeracyRange``, ``NumeracyExact`` and ``NumeracyFormat`` put questions to 30 records each
(``AbsTaskRetrieval`` with ``top_ranked``); ``NumeracySeries`` holds pairs of documents of nine series against their
distance, and ``NumeracySame`` texts against whether they state one fact (``AbsTaskSTS``)::

    import mteb
    from numeracy_mteb import numeracy_tasks

    results = mteb.evaluate(model, numeracy_tasks())

What is asked stands in ``cases.jsonl`` beside this file; nothing is downloaded. Both files were written by
``numeracy export mteb``. The main scores are those of ``numeracy probe``: ``search_near`` is its ``search-near``, and
so on; the Spearman correlation of a series is its ``rsa``. That of ``NumeracySame`` has none beside it there.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from datasets import Dataset
from mteb.abstasks.retrieval import AbsTaskRetrieval
from mteb.abstasks.sts import AbsTaskSTS
from mteb.abstasks.task_metadata import TaskMetadata

__all__ = [
    "NumeracyExact",
    "NumeracyFormat",
    "NumeracyNear",
    "NumeracyRange",
    "NumeracySame",
    "NumeracySeries",
    "numeracy_tasks",
]

CASES = Path(__file__).with_name("cases.jsonl")

Case = dict[str, Any]


@lru_cache(maxsize=1)
def _cases() -> dict[str, list[Case]]:
    """The lines of the file by their type."""
    with open(CASES, encoding="utf-8") as file:
        lines: list[Case] = [json.loads(line) for line in file]
    about = lines[0] if lines else {}
    if about.get("format") != "numeracy-cases" or about.get("version") != 1:
        raise ValueError(
            f"{CASES}: its first line is not that of numeracy-cases, version 1. Write the file again: "
            "numeracy export mteb FOLDER."
        )
    of: dict[str, list[Case]] = {}
    for line in lines:
        of.setdefault(line["type"], []).append(line)
    return of


def _revision() -> str:
    about = _cases()["about"][0]
    return f"seed-{about['seed']}-{about['size']}"


def _metadata(name: str, description: str, main_score: str, **more: Any) -> TaskMetadata:
    return TaskMetadata(
        name=name,
        description=description,
        dataset={"path": "numeracy/cases", "revision": _revision()},
        category="t2t",
        modalities=["text"],
        eval_splits=["test"],
        main_score=main_score,
        date=("2026-01-01", "2026-12-31"),
        domains=["Constructed"],
        license="apache-2.0",
        annotations_creators="derived",
        dialect=[],
        sample_creation="created",
        bibtex_citation="",
        **more,
    )


def _rounded(values: np.ndarray) -> np.ndarray:
    """Rounded to a millionth of their spread: what differs by less is equal."""
    least, most = float(values.min()), float(values.max())
    spread = 2.0 * 2.0**-20 * (most / 2.0 - least / 2.0)
    size = 2.0**-44 * max(abs(least), abs(most))
    step = max(spread, size)
    power = 2.0 ** math.floor(math.log2(step)) if step > 0.0 and math.isfinite(step) else 1.0
    result: np.ndarray = np.floor(values / power + 0.5) * power
    return result


def _ordered_share(scores: np.ndarray, grades: np.ndarray) -> float:
    """Of all pairs of unequal grade, the share in which the better one scores higher; ties count ½."""
    better = grades[:, None] > grades[None, :]
    apart = np.sign(scores[:, None] - scores[None, :])[better]
    return float(np.mean((1.0 + apart) / 2.0))


def _first_place(scores: np.ndarray, grades: np.ndarray) -> float:
    """1 where the right candidate is first, its share where others score the same, else 0."""
    right = scores[int(np.argmax(grades))]
    return 0.0 if bool((scores > right).any()) else 1.0 / int((scores == right).sum())


def _relevance(grades: list[float]) -> list[int]:
    """Relevance as MTEB takes it, in whole numbers: 20 for the closest, 18 for the next, and 0 from the eleventh on."""
    if all(grade in (0, 1) for grade in grades):
        return [int(grade) for grade in grades]
    own = np.asarray(grades)
    above = (own[:, None] < own[None, :]).sum(axis=1)
    level = (own[:, None] == own[None, :]).sum(axis=1)
    # The ranks that equal grades share have a mean that may end in a half.
    return [max(0, 22 - int(2 * over + same + 1)) for over, same in zip(above, level)]


class _Search(AbsTaskRetrieval):  # type: ignore[misc]
    """The questions of one kind, each to its own candidates among all records."""

    kind: ClassVar[str]
    data_loaded: bool

    def load_data(self, *args: Any, **kwargs: Any) -> None:
        """Reads the cases; nothing is downloaded."""
        if self.data_loaded:
            return
        cases = _cases()
        records = cases["records"][0]["texts"]
        asked = self._questions()
        used = sorted({place for question in asked for place in question["candidates"]})
        corpus = [{"id": f"record-{place}", "text": records[place], "title": ""} for place in used]
        queries = [{"id": question["id"], "text": question["text"]} for question in asked]
        relevant = {
            question["id"]: {
                f"record-{place}": relevance
                for place, relevance in zip(question["candidates"], _relevance(question["grades"]))
            }
            for question in asked
        }
        candidates = {question["id"]: [f"record-{place}" for place in question["candidates"]] for question in asked}
        self.dataset = {
            "default": {
                "test": {
                    "corpus": Dataset.from_list(corpus),
                    "queries": Dataset.from_list(queries),
                    "relevant_docs": relevant,
                    "top_ranked": candidates,
                }
            }
        }
        self.data_loaded = True

    def task_specific_scores(
        self,
        scores: dict[str, dict[str, float]],
        qrels: dict[str, dict[str, int]],
        results: dict[str, dict[str, float]],
        hf_split: str,
        hf_subset: str,
    ) -> dict[str, float]:
        """The score that `numeracy probe` gives, which knows ties and grades."""
        values = []
        for question in self._questions():
            own = results[question["id"]]
            raw = np.asarray([own[f"record-{place}"] for place in question["candidates"]], dtype=np.float64)
            grades = np.asarray(question["grades"], dtype=np.float64)
            score = _first_place if self.kind in ("exact", "format") else _ordered_share
            values.append(score(_rounded(raw), grades))
        return {f"search_{self.kind}": float(np.mean(values))}

    def _questions(self) -> list[Case]:
        return [question for question in _cases()["question"] if question["kind"] == self.kind]


def _search_metadata(kind: str, description: str) -> TaskMetadata:
    return _metadata(
        f"Numeracy{kind.capitalize()}",
        description,
        f"search_{kind}",
        type="Reranking",
        eval_langs=["eng-Latn"],
        task_subtypes=[],
    )


class NumeracyNear(_Search):
    """Questions for what lies near a value."""

    kind = "near"
    metadata = _search_metadata(
        "near",
        "Questions such as 'USB cable around $25': is the record with the closer number scored higher? Chance 0.5.",
    )


class NumeracyRange(_Search):
    """Questions for what lies inside a limit, or outside it."""

    kind = "range"
    metadata = _search_metadata(
        "range",
        "Questions such as 'USB cable under $30', each direction as often: are records inside the limit scored higher "
        "than those outside? Chance 0.5.",
    )


class NumeracyExact(_Search):
    """Questions for one number, among records that differ in a digit."""

    kind = "exact"
    metadata = _search_metadata(
        "exact",
        "Questions such as 'Invoice 10234': is the record with exactly this number first? Chance 0.033.",
    )


class NumeracyFormat(_Search):
    """Questions for a value that the record writes in another format."""

    kind = "format"
    metadata = _search_metadata(
        "format",
        "Questions such as 'Laptop at 1299 dollars', where the record writes $1,299.00: is it first? Chance 0.033.",
    )


def _distance(series: Case, a: float, b: float) -> float:
    if series["ruler"] == "log":
        low = min(a, b)
        return math.log1p((max(a, b) - low) / low)
    apart = abs(a - b)
    if series["ruler"] == "circular":
        apart %= series["period"]
        return float(min(apart, series["period"] - apart))
    return apart


def _article() -> list[Case]:
    return [series for series in _cases()["series"] if series["suite"] == "article"]


class NumeracySeries(AbsTaskSTS):  # type: ignore[misc]
    """All pairs of documents of a series; their similarity should fall with the distance of their values."""

    data_loaded: bool
    min_score = 0
    max_score = 1
    metadata = _metadata(
        "NumeracySeries",
        "Pairs of numbers, prices, dates and times of nine series, 100 documents each, with the closeness of their "
        "values.",
        "cosine_spearman",
        type="STS",
        eval_langs={series["id"]: ["eng-Latn"] for series in _article()},
        task_subtypes=[],
    )

    def load_data(self, *args: Any, **kwargs: Any) -> None:
        """Reads the cases; nothing is downloaded."""
        if self.data_loaded:
            return
        self.dataset = {series["id"]: {"test": Dataset.from_list(_pairs(series))} for series in _article()}
        self.data_loaded = True


def _pairs(series: Case) -> list[dict[str, Any]]:
    texts, values = series["texts"], series["values"]
    places: list[tuple[int, int]] = [(i, j) for i in range(len(texts)) for j in range(i)]
    distances = [float(f"{_distance(series, values[i], values[j]):.9g}") for i, j in places]
    farthest = max(distances)
    return [
        {"sentence1": texts[j], "sentence2": texts[i], "score": 1.0 - distance / farthest}
        for (i, j), distance in zip(places, distances)
    ]


class NumeracySame(AbsTaskSTS):  # type: ignore[misc]
    """A fact and another text: 1 where it states the same in other words or another format, 0 with another number."""

    data_loaded: bool
    min_score = 0
    max_score = 1
    metadata = _metadata(
        "NumeracySame",
        "Facts in twelve kinds beside rephrasings of them (1) and texts in the same words with a changed number (0).",
        "cosine_spearman",
        type="STS",
        eval_langs=["eng-Latn"],
        task_subtypes=[],
    )

    def load_data(self, *args: Any, **kwargs: Any) -> None:
        """Reads the cases; nothing is downloaded."""
        if self.data_loaded:
            return
        pairs = [
            {
                "sentence1": fact["base"],
                "sentence2": other["text"],
                "score": 0.0 if other["pair"] == "different" else 1.0,
            }
            for fact in _cases()["fact"]
            for other in fact["others"]
            if other["pair"] != "different-reworded"
        ]
        self.dataset = {"test": Dataset.from_list(pairs)}
        self.data_loaded = True


def numeracy_tasks() -> list[Any]:
    """All six tasks, ready for ``mteb.evaluate``."""
    return [
        NumeracyNear(),
        NumeracyRange(),
        NumeracyExact(),
        NumeracyFormat(),
        NumeracySeries(),
        NumeracySame(),
    ]
