"""The facts, read once and held still; and the promises a pack of spec files keeps."""
