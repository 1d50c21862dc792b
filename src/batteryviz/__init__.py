"""batteryviz: the public, sourced encyclopedia of the Patriot air-defence battery."""

__version__ = "0.1.0"
