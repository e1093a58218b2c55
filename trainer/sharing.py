"""The commands that share: export, import, report."""
