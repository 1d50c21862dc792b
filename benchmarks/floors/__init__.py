"""The least programs of their kind, that others are measured against."""
