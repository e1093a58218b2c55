"""Archives: everything a person has told and done as one file, out and in."""
