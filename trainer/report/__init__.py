"""The report: a page for the physiotherapist, as HTML and as text."""
