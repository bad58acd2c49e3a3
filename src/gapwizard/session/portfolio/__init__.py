"""All assessments of a data folder: listed, created, filed, copied and restored, mended, deleted."""
