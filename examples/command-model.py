"""A model of one's own for `command:`: counts the character n-grams of a text into a vector of 256 numbers."""
import json
import math
import sys
import zlib


def vector(text, dimensions=256):
    counts = [0.0] * dimensions
    marked = f"^{text}$"
    for size in (1, 2, 3):
        for start in range(len(marked) - size + 1):
            counts[zlib.crc32(marked[start : start + size].encode()) % dimensions] += 1
    length = math.hypot(*counts)
    return [count / length for count in counts]


for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps({"id": question["id"], "vectors": [vector(text) for text in question["embed"]]}), flush=True)
