"""Reference values of BM25, by bm25s in its variant of Lucene, on words that are split already.

    python scripts/reference/bm25.py > test/matrix/bm25.json
"""

import json

import bm25s

documents = [
    "usb cable 1.5 m black 24.99",
    "usb cable 2 m white 249.90",
    "hdmi cable 2 m black",
    "invoice 10234 harper 24.99",
    "invoice 10324 harper paid paid paid",
    "invoice 10243 nova foods catering due on receipt 1,299.00",
]
queries = ["usb cable 24.99", "invoice 10234", "paid invoice invoice", "2 m", "nothing of this"]

split = [document.split() for document in documents]
retriever = bm25s.BM25(method="lucene", k1=1.2, b=0.75, dtype="float64")
retriever.index(split, show_progress=False)
scores = [[float(score) for score in retriever.get_scores(query.split())] for query in queries]
made = f"scripts/reference/bm25.py, bm25s {bm25s.__version__}"
print(json.dumps({"made": made, "documents": documents, "queries": queries, "scores": scores}))
