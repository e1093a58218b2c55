"""What the trainer shows: the only importer of Textual."""
