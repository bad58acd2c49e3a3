"""What leaves for other eyes or other machines: bundles, and names taken out."""
