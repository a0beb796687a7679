"""Tasks: work that a person of the office does by telephone or on paper."""
