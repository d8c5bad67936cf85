"""
all-mpnet-base-v2 for `command:`, in numpy alone: python3 mpnet_encoder.py FOLDER.

FOLDER holds model.safetensors, config.json and tokenizer.json as sentence-transformers saves them. Needs numpy and
tokenizers. The layers are those of MPNet (Song et al. 2020): BERT's, with one bias for each head and relative place.
The vector of a text is the mean of its tokens' vectors, of length 1, as the model's own modules.json says.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer


def read_safetensors(path):
    """The float32 tensors of a file by name. They are copied: where they stand in the file is not where BLAS is fast."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    size = int.from_bytes(data[:8].tobytes(), "little")
    header = json.loads(data[8 : 8 + size].tobytes())
    tensors = {}
    for name, about in header.items():
        if about.get("dtype") != "F32":
            continue
        start, end = (8 + size + offset for offset in about["data_offsets"])
        tensors[name] = data[start:end].copy().view(np.float32).reshape(about["shape"])
    return tensors


def error_function(x):
    """Abramowitz and Stegun 7.1.26; its error is below 1.5e-7, the precision of float32."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    return np.sign(x) * (1 - series * np.exp(-x * x))


def relative_buckets(length, buckets, farthest=128):
    """Row: place of the token that looks; column: of the token looked at. Near places have buckets of their own."""
    away = np.arange(length)[:, None] - np.arange(length)[None, :]
    half = buckets // 2
    near = half // 2
    distance = np.abs(away)
    scale = (half - near) / math.log(farthest / near)
    far = near + (np.log(np.maximum(distance, 1) / near) * scale).astype(int)
    return np.where(away < 0, half, 0) + np.where(distance < near, distance, np.minimum(far, half - 1))


class Encoder:
    def __init__(self, folder):
        folder = Path(folder)
        config = json.loads((folder / "config.json").read_text())
        self.heads = config["num_attention_heads"]
        self.layers = config["num_hidden_layers"]
        self.epsilon = config["layer_norm_eps"]
        self.buckets = config["relative_attention_num_buckets"]
        self.padding = config["pad_token_id"]
        self.weights = read_safetensors(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.most = json.loads((folder / "sentence_bert_config.json").read_text())["max_seq_length"]

    def linear(self, name, x):
        weight = self.weights[f"{name}.weight"]
        flat = x.reshape(-1, x.shape[-1]) @ weight.T + self.weights[f"{name}.bias"]
        return flat.reshape(*x.shape[:-1], -1)

    def norm(self, name, x):
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred * centred).mean(-1, keepdims=True) + self.epsilon)
        return scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def tokens(self, ids):
        """Texts of one length, as rows of ids: the vector of each token."""
        count, length = ids.shape
        words = self.weights["embeddings.word_embeddings.weight"][ids]
        places = self.weights["embeddings.position_embeddings.weight"][self.padding + 1 + np.arange(length)]
        x = self.norm("embeddings.LayerNorm", words + places)
        table = self.weights["encoder.relative_attention_bias.weight"]
        bias = table[relative_buckets(length, self.buckets)].transpose(2, 0, 1)
        for layer in range(self.layers):
            name = f"encoder.layer.{layer}"

            def head(part):
                split = self.linear(f"{name}.attention.attn.{part}", x).reshape(count, length, self.heads, -1)
                return split.transpose(0, 2, 1, 3)

            query, key, value = head("q"), head("k"), head("v")
            scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(query.shape[-1]) + bias
            shares = np.exp(scores - scores.max(-1, keepdims=True))
            shares /= shares.sum(-1, keepdims=True)
            seen = (shares @ value).transpose(0, 2, 1, 3).reshape(count, length, -1)
            x = self.norm(f"{name}.attention.LayerNorm", self.linear(f"{name}.attention.attn.o", seen) + x)
            inner = self.linear(f"{name}.intermediate.dense", x)
            inner = (inner * 0.5 * (1 + error_function(inner / math.sqrt(2)))).astype(np.float32)
            x = self.norm(f"{name}.output.LayerNorm", self.linear(f"{name}.output.dense", inner) + x)
        return x

    def encode(self, texts):
        """A vector of length 1 for each text. Texts of as many tokens are read together, so none is padded."""
        ids = [self.tokenizer.encode(text).ids for text in texts]
        longest = max(ids, key=len)
        if len(longest) > self.most:
            text = texts[ids.index(longest)][:60]
            raise ValueError(f"{text!r} has {len(longest)} tokens; the model reads at most {self.most}")
        vectors = [None] * len(texts)
        for length in sorted({len(row) for row in ids}):
            places = [place for place, row in enumerate(ids) if len(row) == length]
            means = self.tokens(np.array([ids[place] for place in places])).mean(1)
            for place, vector in zip(places, means / np.linalg.norm(means, axis=1, keepdims=True)):
                vectors[place] = vector.tolist()
        return vectors


if __name__ == "__main__":
    encoder = Encoder(sys.argv[1])
    for line in sys.stdin:
        question = json.loads(line)
        try:
            answer = {"vectors": encoder.encode(question["embed"])}
        except ValueError as error:
            answer = {"error": str(error)}
        print(json.dumps({"id": question["id"], **answer}), flush=True)
