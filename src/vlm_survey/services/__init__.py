"""Ask web services about papers. No other package uses the network."""
