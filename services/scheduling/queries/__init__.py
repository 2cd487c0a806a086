"""What is read: free times, capacity, boards, plans."""
