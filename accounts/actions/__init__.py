"""The only writers of accounts: one module for each thing that is done to them."""
