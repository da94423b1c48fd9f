"""Build the pages of data sets, models and results, and their overviews."""
