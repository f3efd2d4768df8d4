"""How often characters stand beside one another in official Chinese: a table of n-grams and words."""
