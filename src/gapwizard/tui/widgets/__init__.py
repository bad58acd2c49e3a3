"""Widgets that show what they are given; none reads another."""
