"""Forms of signing in, and of managing accounts."""
