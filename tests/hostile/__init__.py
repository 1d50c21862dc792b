"""Makers of packs that no friend would send, and the doors they are tried at."""
