"""The way to the certificate."""
