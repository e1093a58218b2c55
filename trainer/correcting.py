"""The commands that correct: history edit, history remove, history restore."""
