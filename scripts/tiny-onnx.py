"""Writes test/fixtures/tiny-onnx: models of a few kilobytes, for tests where no real weights are.

    pip install onnx onnxruntime numpy
    python scripts/tiny-onnx.py

encoder        16 dimensions, output last_hidden_state, fp32 and dynamic int8
cross-encoder  one logit for a pair, fp32 and dynamic int8
classifier     the same with three labels

A token is a character. Each token sees itself, its place, which text it is of, and the mean of all tokens that
are not padding. The weights are seeded noise: their answers mean nothing, but depend on every token.
"""

import json
import pathlib
import string

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

root = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "tiny-onnx"
dimensions, places = 16, 64

marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
characters = string.ascii_lowercase + string.digits + string.punctuation
vocabulary = {
    token: index
    for index, token in enumerate([*marks, *characters, *("##" + each for each in characters)])
}


def noise(seed, *shape):
    return np.random.default_rng(seed).normal(0, 0.6, shape).astype(np.float32)


def graph(name, labels):
    """labels: columns of the logits; 0 for token vectors."""
    weights = {
        "words": noise(1, len(vocabulary), dimensions),
        "order": noise(2, places, dimensions),
        "kinds": noise(3, 2, dimensions),
        "own": noise(4, dimensions, dimensions),
        "others": noise(5, dimensions, dimensions),
        "zero": np.array([0], np.int64),
        "one": np.array([1], np.int64),
        "two": np.array([2], np.int64),
    }
    nodes = [
        ("Gather", ["words", "input_ids"], "word", {}),
        ("Gather", ["kinds", "token_type_ids"], "kind", {}),
        ("Shape", ["input_ids"], "shape", {}),
        ("Slice", ["shape", "one", "two"], "length", {}),
        ("Slice", ["order", "zero", "length", "zero"], "place", {}),
        ("Add", ["word", "kind"], "seen", {}),
        ("Add", ["seen", "place"], "token", {}),
        ("Cast", ["attention_mask"], "mask", {"to": TensorProto.FLOAT}),
        ("Unsqueeze", ["mask", "two"], "column", {}),
        ("Mul", ["token", "column"], "real", {}),
        ("ReduceSum", ["real", "one"], "sum", {"keepdims": 1}),
        ("ReduceSum", ["column", "one"], "count", {"keepdims": 1}),
        ("Div", ["sum", "count"], "mean", {}),
        ("MatMul", ["token", "own"], "own_part", {}),
        ("MatMul", ["mean", "others"], "other_part", {}),
        ("Add", ["own_part", "other_part"], "both", {}),
        ("Tanh", ["both"], "last_hidden_state", {}),
    ]
    output = helper.make_tensor_value_info(
        "last_hidden_state", TensorProto.FLOAT, ["batch", "sequence", dimensions]
    )
    if labels > 0:
        weights["head"] = noise(6, dimensions, labels) * 4
        nodes += [
            ("Mul", ["last_hidden_state", "column"], "counted", {}),
            ("ReduceSum", ["counted", "one"], "pooled", {"keepdims": 0}),
            ("MatMul", ["pooled", "head"], "logits", {}),
        ]
        output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", labels])
    inputs = [
        helper.make_tensor_value_info(each, TensorProto.INT64, ["batch", "sequence"])
        for each in ("input_ids", "attention_mask", "token_type_ids")
    ]
    made = helper.make_graph(
        [helper.make_node(kind, taken, [given], **extra) for kind, taken, given, extra in nodes],
        name,
        inputs,
        [output],
        [numpy_helper.from_array(value, key) for key, value in weights.items()],
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def tokenizer():
    single = [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]
    single += [{"SpecialToken": {"id": "[SEP]", "type_id": 0}}]
    pair = [*single, {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}]
    special = {each: {"id": each, "ids": [vocabulary[each]], "tokens": [each]} for each in ("[CLS]", "[SEP]")}
    added = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": vocabulary[each], "content": each, **added} for each in marks],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": single,
            "pair": pair,
            "special_tokens": special,
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": vocabulary,
        },
    }


def write(name, value):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=None if name.endswith("tokenizer.json") else 2) + "\n")


def folder(name, architecture, labels, quantized):
    config = {
        "architectures": [architecture],
        "model_type": "bert",
        "hidden_size": dimensions,
        "max_position_embeddings": places,
        "pad_token_id": 0,
        "vocab_size": len(vocabulary),
    }
    if labels > 0:
        names = ["far", "near", "same"] if labels == 3 else ["LABEL_0"]
        config["id2label"] = {str(index): each for index, each in enumerate(names)}
    write(f"{name}/config.json", config)
    write(f"{name}/tokenizer.json", tokenizer())
    write(
        f"{name}/tokenizer_config.json",
        {
            "tokenizer_class": "BertTokenizer",
            "model_max_length": places,
            "cls_token": "[CLS]",
            "pad_token": "[PAD]",
            "sep_token": "[SEP]",
            "unk_token": "[UNK]",
        },
    )
    full = root / name / "onnx" / "model.onnx"
    full.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(graph(name, labels), full)
    if quantized:
        small = full.with_name("model_quantized.onnx")
        quantize_dynamic(full, small, weight_type=QuantType.QInt8)


folder("encoder", "BertModel", 0, True)
folder("cross-encoder", "BertForSequenceClassification", 1, True)
folder("classifier", "BertForSequenceClassification", 3, False)
kinds = "sentence_transformers.models."
write(
    "encoder/modules.json",
    [
        {"idx": 0, "name": "0", "path": "", "type": kinds + "Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": kinds + "Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": kinds + "Normalize"},
    ],
)
write(
    "encoder/1_Pooling/config.json",
    {"word_embedding_dimension": dimensions, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True},
)
write("encoder/sentence_bert_config.json", {"max_seq_length": 48, "do_lower_case": False})
