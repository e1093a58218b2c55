"""The command that reports to a physiotherapist."""
