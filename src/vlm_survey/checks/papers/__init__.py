"""Rules for papers: what is known of them, how they are tagged, and whether one stands there twice."""
