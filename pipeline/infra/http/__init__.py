"""Talking to servers, within limits of size and time."""
