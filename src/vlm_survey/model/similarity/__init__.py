"""Compare titles, papers and names, and find those that could be the same."""
