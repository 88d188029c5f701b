"""Pictures of answers, one file each, exposing PICTURE: the same SVG bytes for the same answer."""
