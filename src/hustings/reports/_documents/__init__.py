"""One builder for each document of a count: a record in, a `Sheet` out."""
