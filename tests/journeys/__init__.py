"""Whole stories in a real browser, each page checked for accessibility."""
