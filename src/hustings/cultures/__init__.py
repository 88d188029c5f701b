"""Cultures: how voters' preferences are drawn, one file each, exposing CULTURE."""
