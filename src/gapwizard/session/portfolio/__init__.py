"""All assessments of a data folder: listed, begun, archived, brought back, mended, removed."""
