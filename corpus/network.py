"""The networks as they learn: a general sentence encoder's layers, then one attention over the words per act.

Owns the torch twin of `simulator/understanding/encoder.py` and of the larger network that teaches it, and reading the encoders they
start from. Never trains. The small one starts from all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, arXiv:2002.10957), the teacher from
all-mpnet-base-v2 (Apache-2.0; Song et al. 2020, arXiv:2004.09297); both files are checked by their SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

LONGEST = 128
_TYPES = {"F32": torch.float32, "F16": torch.float16, "I64": torch.int64}


@dataclass(frozen=True)
class Kind:
    """An encoder to start from."""

    name: str
    sha256: str
    size: int
    wide: int
    heads: int
    epsilon: float
    first_place: int
    """Where its table of places begins."""
    parts: tuple[tuple[str, str], ...]
    """What the parts of a layer are called here and there."""
    three: str
    """What its queries, keys and values are called."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Pieces that it calls otherwise than BERT."""


MINILM = Kind(
    "all-MiniLM-L6-v2", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db", 384, 1536, 12, 1e-12, 0,
    (("self_attn.out_proj", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
     ("linear1", "intermediate.dense"), ("linear2", "output.dense"), ("norm2", "output.LayerNorm")),
    "attention.self.query attention.self.key attention.self.value",
)  # fmt: skip
MPNET = Kind(
    "all-mpnet-base-v2", "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658", 768, 3072, 12, 1e-5, 2,
    (("self_attn.out_proj", "attention.attn.o"), ("norm1", "attention.LayerNorm"),
     ("linear1", "intermediate.dense"), ("linear2", "output.dense"), ("norm2", "output.LayerNorm")),
    "attention.attn.q attention.attn.k attention.attn.v",
    (("<s>", "[CLS]"), ("</s>", "[SEP]")),
)  # fmt: skip
BUCKETS, FARTHEST = 32, 128
"""Of MPNet's table of distances between two pieces."""


@dataclass(frozen=True)
class Source:
    """An encoder's weights by the names of `Network`, and the pieces they are for, in the order of BERT's."""

    kind: Kind
    weights: dict[str, Tensor]
    names: list[str]


def read_source(folder: Path, kind: Kind, names: list[str] | None = None) -> Source:
    """The encoder in `folder`; with `names`, for these pieces. Raises ValueError if its file is another one."""
    data = (folder / "model.safetensors").read_bytes()
    if hashlib.sha256(data).hexdigest() != kind.sha256:
        raise ValueError(
            f"{folder / 'model.safetensors'} is not the file that the model is built from (see corpus/README.md)."
        )
    size = struct.unpack("<Q", data[:8])[0]
    raw = {}
    for name, about in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__":
            start, end = about["data_offsets"]
            part = bytearray(data[8 + size + start : 8 + size + end])
            raw[name] = torch.frombuffer(part, dtype=_TYPES[about["dtype"]]).reshape(about["shape"]).clone()
    own = [dict(kind.renamed).get(name, name) for name in _lines(folder / "vocab.txt")]
    weights = _named(raw, kind)
    if names is not None:
        places = {name: number for number, name in enumerate(own)}
        weights["words"] = weights["words"][[places.get(name, places["[UNK]"]) for name in names]]
    return Source(kind, weights, names or own)


def narrow(source: Source, wide: int) -> Source:
    """The encoder with so many of each layer's inner units, those that weigh most on both sides (after Michel et al. 2019, arXiv:1905.10650)."""
    weights = dict(source.weights)
    for name in [name for name in weights if name.endswith("linear1.weight")]:
        at = name.removesuffix("linear1.weight")
        into, out = weights[name], weights[f"{at}linear2.weight"]
        kept = (into.norm(dim=1) * out.norm(dim=0)).topk(wide).indices.sort().values
        weights[name], weights[f"{at}linear1.bias"] = into[kept], weights[f"{at}linear1.bias"][kept]
        weights[f"{at}linear2.weight"] = out[:, kept]
    return Source(replace(source.kind, wide=wide), weights, source.names)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _named(raw: dict[str, Tensor], kind: Kind) -> dict[str, Tensor]:
    weights = {"words": raw["embeddings.word_embeddings.weight"]}
    place = raw["embeddings.position_embeddings.weight"][kind.first_place : kind.first_place + LONGEST]
    kinds = raw.get("embeddings.token_type_embeddings.weight")
    weights["place"] = place if kinds is None else place + kinds[0]
    for which in ("weight", "bias"):
        weights[f"norm.{which}"] = raw[f"embeddings.LayerNorm.{which}"]
    if "encoder.relative_attention_bias.weight" in raw:
        weights["far"] = raw["encoder.relative_attention_bias.weight"]
    number = 0
    while (at := f"encoder.layer.{number}.") + "intermediate.dense.bias" in raw:
        for which in ("weight", "bias"):
            three = [raw[f"{at}{each}.{which}"] for each in kind.three.split()]
            weights[f"layers.{number}.self_attn.in_proj_{which}"] = torch.cat(three)
            for ours, theirs in kind.parts:
                weights[f"layers.{number}.{ours}.{which}"] = raw[f"{at}{theirs}.{which}"]
        number += 1
    return weights


class Network(nn.Module):
    """Scores of all acts for batches of pieces."""

    def __init__(self, source: Source, layers: int, acts: int) -> None:
        super().__init__()
        kind, weights = source.kind, source.weights
        self.words = nn.Embedding.from_pretrained(weights["words"].float(), freeze=True)
        self.place = nn.Parameter(weights["place"].float())
        self.norm = nn.LayerNorm(kind.size, eps=kind.epsilon)
        self.norm.load_state_dict({which: weights[f"norm.{which}"] for which in ("weight", "bias")})
        self.layers = nn.ModuleList()
        for number in range(layers):
            layer = nn.TransformerEncoderLayer(
                kind.size, kind.heads, kind.wide, 0.1, "gelu", kind.epsilon, batch_first=True
            )
            at = f"layers.{number}."
            layer.load_state_dict({name[len(at) :]: value for name, value in weights.items() if name.startswith(at)})
            self.layers.append(layer)
        self.far = nn.Parameter(weights["far"].float()) if "far" in weights else None
        self.look = nn.Linear(kind.size, acts, bias=False)
        self.weigh = nn.Parameter(torch.randn(acts, kind.size) * 0.02)
        self.bias = nn.Parameter(torch.full((acts,), -4.0))

    def forward(self, ids: Tensor, beyond: Tensor, own: Tensor) -> Tensor:
        """`beyond`: no piece here; `own`: pieces of the utterance itself, not of what was said before."""
        x = self.norm(self.words(ids) + self.place[: ids.shape[1]])
        x = nn.functional.dropout(x, 0.1, self.training)
        far = None if self.far is None else _distances(self.far, len(ids), ids.shape[1])
        unseen = beyond if far is None else torch.zeros_like(beyond, dtype=far.dtype).masked_fill(beyond, -math.inf)
        for layer in self.layers:
            x = layer(x, src_mask=far, src_key_padding_mask=unseen)
        x = nn.functional.dropout(x, 0.1, self.training)
        looks = self.look(x).masked_fill(~own[..., None], -1e4).softmax(1)
        return (looks * (x @ self.weigh.T)).sum(1) + self.bias


def _distances(far: Tensor, batch: int, width: int) -> Tensor:
    """What is added to the attention of each head, by how far two pieces are apart (Raffel et al. 2020, arXiv:1910.10683)."""
    places = torch.arange(width, device=far.device)
    apart = places[:, None] - places[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    steps = apart.abs()
    wide = exact + (steps.clamp(min=1).float() / exact).log() / math.log(FARTHEST / exact) * (half - exact)
    buckets = torch.where(steps < exact, steps, wide.long().clamp(max=half - 1)) + (apart < 0) * half
    return far[buckets].permute(2, 0, 1).repeat(batch, 1, 1)
