"""Rule packs (YAML data and a few predicates) and the monitors that judge a call turn by turn."""
