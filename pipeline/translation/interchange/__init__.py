"""Files in which translations travel to people and back."""
