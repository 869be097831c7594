"""Conducting a practised call for any front: the app, plain lines or JSON. Knows nothing of screens."""
