"""The actions screen: list, board and gantt."""
