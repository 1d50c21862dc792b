"""Words typed: the command line. Without words, the explorer."""
