"""Makes one model of several that were learnt from other beginnings, by the mean of their numbers: `make model`.

Networks that start from one encoder and learn the same text end near each other, so that their mean is a network too, for the cost of one
(Wortsman et al. 2022, arXiv:2203.05482, "model soups"): it hears about as well as the better run and accuses less. Owns the mean; the file's form is `storing.py`'s and `rounding.py`'s. The linear half is
the first one's and is taken over; `mean_of` stays how many runs there were.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.rounding import as_bytes, whole
from simulator.understanding.model import FILE

Stored = dict[str, NDArray[Any]]


def average(models: Sequence[Stored]) -> Stored:
    """The mean of stored models. Raises ValueError when they know other pieces or acts, or come from another corpus."""
    first = models[0]
    about = _about(first)
    for other in models[1:]:
        for name in ("pieces", "acts"):
            if first[name].tobytes() != other[name].tobytes():
                raise ValueError(f"the models differ in their {name}")
        if _about(other) != about:
            raise ValueError("the models differ in their about")
    mean = dict(first)
    for name in first:
        if name.startswith("grams") or name.endswith(".scale") or name in ("pieces", "acts", "about", "layers"):
            continue
        mean_of_all = np.mean([whole(each, name) for each in models], axis=0, dtype=np.float32)
        scale = first.get(f"{name}.scale")
        if scale is None:
            mean[name] = mean_of_all.astype(first[name].dtype)
        else:
            mean[name], scales = as_bytes(mean_of_all)
            mean[f"{name}.scale"] = scales.reshape(scale.shape)
    mean["about"] = np.frombuffer(json.dumps({"mean_of": len(models), **about}).encode(), np.uint8)
    return mean


def _about(model: Stored) -> dict[str, Any]:
    return dict(json.loads(model["about"].tobytes()))


def main() -> None:
    """Average the files of the runs."""
    parser = argparse.ArgumentParser(prog="python -m corpus.averaging", description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--network-only", action="store_true", help="leave the linear half out")
    options = parser.parse_args()
    models: list[Stored] = []
    for path in options.runs:
        with np.load(path, allow_pickle=False) as file:
            models.append({name: file[name] for name in file.files})
    mean = average(models)
    if options.network_only:
        mean = {name: value for name, value in mean.items() if not name.startswith("grams")}
    np.savez_compressed(options.out, **mean)
    print(f"{options.out}: the mean of {len(models)}, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
