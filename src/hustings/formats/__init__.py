"""Ways to read papers and returns, one file each, each exposing FORMAT."""
