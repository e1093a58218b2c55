"""What the trainer thinks: values in, values out; no files, no clock, no framework."""
