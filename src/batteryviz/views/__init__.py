"""What a reader is shown, before anyone decides how it looks."""
