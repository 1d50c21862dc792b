"""Small guards with no toolkit in them: text, names, addresses, files."""
