"""A test PKI shaped like Latvia's trust services, for development only.

Everything that it makes says DEVELOPMENT: authorities, time-stamping units, responders, scheme operators.
``authority`` makes and opens it, ``serving`` puts it on loopback over HTTP.
"""
