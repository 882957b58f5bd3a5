"""Russian: from what is written to the words that are said."""
