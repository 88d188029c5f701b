"""The centre squeeze, a small election that several tests ask about."""

SQUEEZE = {
    ("a", "b"): 30,
    ("a", "c"): 5,
    ("a", "-"): 5,
    ("b", "a"): 10,
    ("b", "c"): 10,
    ("b", "-"): 10,
    ("c", "a"): 3,
    ("c", "b"): 27,
    ("c", "-"): 5,
}
"""How many papers carry each vote: B beats both others head to head and does not remain."""
