"""Markdown as sites and programs write it, made into the Markdown that everybody reads; private words are taken out."""
