"""Romance languages (Spanish, Portuguese, Italian): what they say alike, by semiotic class."""
