"""Ways to show a record, one file each, each exposing REPORT."""
