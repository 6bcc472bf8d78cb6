"""The last touches on a rendered PDF before its bytes are frozen."""
