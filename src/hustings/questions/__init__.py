"""Questions about an election, one file each, exposing QUESTION."""
