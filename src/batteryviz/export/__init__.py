"""Every format a document can leave in."""
