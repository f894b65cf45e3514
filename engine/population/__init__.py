"""Rules replayed on the past: exports in, what would have been answered out."""
