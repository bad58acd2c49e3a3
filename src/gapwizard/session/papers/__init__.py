"""What is written for a reader: reports, lists, agenda, requests, exports."""
