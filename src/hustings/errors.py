"""What can go wrong, and what each failure tells the reader to do.

Every error carries the exit code of the command line, so that a script and a person see the same thing:
1 a bug of ours, 2 usage, 3 input rejected, 4 a human decision is awaited, 5 a mismatch.
"""

from __future__ import annotations


class HustingsError(Exception):
    """Any failure that hustings foresees."""

    exit_code = 1

    def __init__(
        self, message: str, *, where: str = "", found: str = "", expected: str = "", hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.found = found
        self.expected = expected
        self.hint = hint

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.message}" if self.where else self.message]
        for word, text in (("found", self.found), ("expected", self.expected), ("to do", self.hint)):
            if text:
                lines.append(f"  {word}: {text}")
        return "\n".join(lines)


class UsageError(HustingsError):
    """A verb was called in a way it does not offer."""

    exit_code = 2


class Unfinished(UsageError):
    """Something was asked that only a count which came to its end can answer, and a person must act first."""

    exit_code = 4


class InputError(HustingsError):
    """A file, a figure or a decision cannot be accepted as it stands.

    >>> print(InputError("a count is negative", where="votes.csv:3", found="-4",
    ...                  expected="a whole number, 0 or more", hint="correct the count"))
    votes.csv:3: a count is negative
      found: -4
      expected: a whole number, 0 or more
      to do: correct the count
    """

    exit_code = 3


class TieUndecided(HustingsError):
    """Somebody asked who won while the count waits for a person."""

    exit_code = 4


class Mismatch(HustingsError):
    """Two things that should say the same do not."""

    exit_code = 5
