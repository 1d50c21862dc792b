"""Every figure about speed and size, measured again by one command."""
