"""The registers beside the cases."""
