"""The things trainers write, as frozen models that refuse unknown keys."""
