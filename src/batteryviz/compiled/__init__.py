"""Written once, read many times: a pack validated by the models and kept as one SQLite file.

Reading a page from it costs a few milliseconds and imports neither pydantic nor YAML.
"""
