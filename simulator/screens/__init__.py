"""The Textual app. The only package that imports Textual; text of people is never markup here."""
