"""Widgets: they take core values and know neither screens nor the app."""
