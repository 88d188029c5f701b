"""Supplementary-vote elections counted by the book."""

__version__ = "0.1.0"
