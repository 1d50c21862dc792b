"""The explorer: keys, mouse and panes over documents."""
