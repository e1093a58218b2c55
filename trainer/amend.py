"""Amending: what is remembered is corrected, removed and brought back; every version stays on record."""
