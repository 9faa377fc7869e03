"""What complaints imports from here has its home in pages."""

from pages.words import counted, listed, near, weekday, weekday_and_year

__all__ = ["counted", "listed", "near", "weekday", "weekday_and_year"]
