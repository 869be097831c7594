"""JSON Schemas for editors, generated from the models and checked in under `scenarios/schema/`.

Never hand-edited: `rightparty scenarios schema --write` makes them, a test checks that they are current.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from scenarios.model.act import ActFile
from scenarios.model.curriculum import Curriculum
from scenarios.model.flow import Flow
from scenarios.model.persona import Persona, Voice
from scenarios.model.scenario import Scenario

KINDS: dict[str, type[BaseModel]] = {
    "scenario": Scenario,
    "persona": Persona,
    "voice": Voice,
    "flow": Flow,
    "vocabulary": ActFile,
    "curriculum": Curriculum,
}


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema of one kind of file, as it is checked in."""
    schema = model.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def write_schemas(folder: Path, kinds: Mapping[str, type[BaseModel]] = KINDS) -> list[Path]:
    """Write the schemas of `kinds` below `folder`; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, model in kinds.items():
        path = folder / f"{kind}.schema.json"
        path.write_text(schema_text(model), encoding="utf-8")
        written.append(path)
    return written
