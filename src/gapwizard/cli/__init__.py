"""The command line: reads words, calls the session, prints; it decides nothing."""
