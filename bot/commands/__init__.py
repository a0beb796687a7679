"""The operator's commands: one module a noun, each a plain function over the database."""
