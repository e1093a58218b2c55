"""Repair: what can be mended in the data directory, listed before anything is done."""
