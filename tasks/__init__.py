"""The edge where work is taken from the queue: id in, one call into ``service``, on to the next."""
