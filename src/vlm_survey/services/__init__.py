"""Ask web services about papers; the only room that knows the network."""
