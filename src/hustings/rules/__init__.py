"""Methods of counting, one file each, each exposing RULE."""
