"""One open assessment with every use case on it; both faces call it and decide nothing."""
