"""`make bench`: measure builds, checks, start-up and the website, in the same run as a floor and other site generators."""
