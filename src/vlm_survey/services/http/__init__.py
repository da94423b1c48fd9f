"""Send HTTP requests politely: client, cache, throttle, lock and address rules."""
