"""Notices of what happened in a file, in the application and by e-mail."""
