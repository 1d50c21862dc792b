"""Questions made from checked claims: pure functions of a pack and a seed."""
