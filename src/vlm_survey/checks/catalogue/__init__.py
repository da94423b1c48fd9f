"""Rules for data sets and models: sources of facts, licences, sizes, weights and code."""
