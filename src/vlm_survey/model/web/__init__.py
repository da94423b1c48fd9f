"""Facts about web addresses: safe links, hosts, and copies of pages."""
