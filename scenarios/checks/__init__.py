"""Coded checks over scenario files beyond their shape: names that lead nowhere, states nobody reaches."""
