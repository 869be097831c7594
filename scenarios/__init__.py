"""What can be practised: models, strict YAML reading, checks, and the shipped library. Imports nothing of ours."""
