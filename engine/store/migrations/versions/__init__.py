"""One module a step; the newest has the highest number."""
