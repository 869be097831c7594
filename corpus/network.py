"""The network as it learns: the first layers of a general sentence encoder, then one attention over the words per act.

Owns the torch twin of `simulator/understanding/encoder.py` and reading the encoder it starts from. Never trains.
Starts from all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, arXiv:2002.10957), whose file is checked by its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import torch
from torch import Tensor, nn

SOURCE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SIZE, WIDE, HEADS = 384, 1536, 12
LONGEST = 128
_TYPES = {"F32": torch.float32, "F16": torch.float16, "I64": torch.int64}


def read_source(folder: Path) -> tuple[dict[str, Tensor], list[str]]:
    """Weights and word pieces of the encoder in `folder`. Raises ValueError if its file is another one."""
    data = (folder / "model.safetensors").read_bytes()
    if hashlib.sha256(data).hexdigest() != SOURCE_SHA256:
        raise ValueError(
            f"{folder / 'model.safetensors'} is not the file that the model is built from (see corpus/README.md)."
        )
    size = struct.unpack("<Q", data[:8])[0]
    weights = {}
    for name, about in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__":
            start, end = about["data_offsets"]
            raw = bytearray(data[8 + size + start : 8 + size + end])
            weights[name] = torch.frombuffer(raw, dtype=_TYPES[about["dtype"]]).reshape(about["shape"]).clone()
    return weights, (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()


class Network(nn.Module):
    """Scores of all acts for batches of pieces."""

    def __init__(self, source: dict[str, Tensor], layers: int, acts: int) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(source["embeddings.word_embeddings.weight"], freeze=True)
        place = source["embeddings.position_embeddings.weight"][:LONGEST]
        self.place = nn.Parameter(place + source["embeddings.token_type_embeddings.weight"][0])
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.norm.load_state_dict({kind: source[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")})
        self.layers = nn.ModuleList(_layer(source, f"encoder.layer.{number}.") for number in range(layers))
        self.look = nn.Linear(SIZE, acts, bias=False)
        self.weigh = nn.Parameter(torch.randn(acts, SIZE) * 0.02)
        self.bias = nn.Parameter(torch.full((acts,), -4.0))

    def forward(self, ids: Tensor, beyond: Tensor, own: Tensor) -> Tensor:
        """`beyond`: no piece here; `own`: pieces of the utterance itself, not of what was said before."""
        x = self.norm(self.words(ids) + self.place[: ids.shape[1]])
        x = nn.functional.dropout(x, 0.1, self.training)
        for layer in self.layers:
            x = layer(x, src_key_padding_mask=beyond)
        x = nn.functional.dropout(x, 0.1, self.training)
        looks = self.look(x).masked_fill(~own[..., None], -1e4).softmax(1)
        return (looks * (x @ self.weigh.T)).sum(1) + self.bias


def _layer(source: dict[str, Tensor], at: str) -> nn.TransformerEncoderLayer:
    layer = nn.TransformerEncoderLayer(SIZE, HEADS, WIDE, 0.1, "gelu", 1e-12, batch_first=True)
    three = ("query", "key", "value")
    layer.self_attn.in_proj_weight.data = torch.cat([source[f"{at}attention.self.{each}.weight"] for each in three])
    layer.self_attn.in_proj_bias.data = torch.cat([source[f"{at}attention.self.{each}.bias"] for each in three])
    for ours, theirs in (
        ("self_attn.out_proj", "attention.output.dense"),
        ("norm1", "attention.output.LayerNorm"),
        ("linear1", "intermediate.dense"),
        ("linear2", "output.dense"),
        ("norm2", "output.LayerNorm"),
    ):
        part = layer.get_submodule(ours)
        part.load_state_dict({kind: source[f"{at}{theirs}.{kind}"] for kind in ("weight", "bias")})
    return layer
