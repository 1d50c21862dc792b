"""The lesson pack: every file a teacher takes home, written from one lesson."""
