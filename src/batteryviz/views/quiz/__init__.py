"""Questions made from checked claims: pure functions of a catalog and a seed."""
