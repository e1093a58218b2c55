"""Drawing: lines as braille characters and as SVG."""
