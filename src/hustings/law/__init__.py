"""Instruments that govern a count, one file each, each exposing REGIME."""
