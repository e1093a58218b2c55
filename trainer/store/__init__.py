"""What the trainer remembers: files that cannot be lost."""
