"""Starts everything that `make run` needs, and stops it again."""
