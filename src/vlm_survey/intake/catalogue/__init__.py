"""From plain answers of a person to records of data sets, models and results."""
