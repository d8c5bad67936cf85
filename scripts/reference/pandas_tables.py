"""Tables as pandas and NumPy write them by default, of one matrix and one list of texts: test/store/fixtures/pandas.

python scripts/reference/pandas_tables.py test/store/fixtures/pandas
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
texts = ["$1", "$2.50", "$4", "$8", "$1,600", "$32"]
values = [1, 2.5, 4, 8, 1600, 32]
rng = np.random.default_rng(1)
# Multiples of 1/256 are the same numbers in 16, 32 and 64 bits.
vectors = rng.integers(-500, 500, (6, 4)) / 256
similarities = np.round(vectors @ vectors.T * 16) / 256

labelled = pd.DataFrame(similarities, index=texts, columns=texts)
labelled.to_csv(folder / "labelled.csv")
labelled.to_csv(folder / "labelled.tsv", sep="\t")
labelled.to_csv(folder / "named-index.csv", index_label="text")
labelled.to_csv(folder / "no-header.csv", header=False)
labelled.to_csv(folder / "no-index.csv", index=False)
labelled.to_parquet(folder / "labelled.parquet")
labelled.rename_axis("text").to_parquet(folder / "named-index.parquet")
labelled.reset_index(names="text").to_parquet(folder / "text-column.parquet")

counted = pd.DataFrame(vectors)
counted.to_csv(folder / "counted.csv")
counted.to_csv(folder / "counted-no-header.csv", header=False)
counted.to_csv(folder / "counted-no-index.csv", index=False)
counted.to_parquet(folder / "counted.parquet")
counted.astype("float16").to_parquet(folder / "half.parquet")

np.save(folder / "half.npy", vectors.astype("float16"))
np.save(folder / "half-big-endian.npy", vectors.astype(">f2"))
np.savetxt(folder / "savetxt.txt", vectors)
np.savetxt(folder / "savetxt.csv", vectors, delimiter=",", header="a b c d", fmt="%.12g")
np.save(folder / "half-numbers.npy", np.array([[0, -0.0, 1, -2, 65504, 2**-14, 2**-24, 1 / 3]], dtype="float16"))
expected = {
    "texts": texts,
    "values": values,
    "vectors": vectors.tolist(),
    "similarities": similarities.tolist(),
    "halves": [0, 0, 1, -2, 65504, 2**-14, 2**-24, float(np.float16(1 / 3))],
}
(folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False) + "\n")
