"""Make records of data sets, models and results from a person's plain answers."""
