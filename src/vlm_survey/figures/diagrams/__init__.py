"""Draw diagrams as SVG: methods, the flow of records, lineages, neighbourhoods, timelines, the taxonomy."""
