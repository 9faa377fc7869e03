"""Cases through the REST API, version 1: read only, within the client's scope."""
