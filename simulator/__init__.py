"""Runs calls, keeps records, shows them."""
