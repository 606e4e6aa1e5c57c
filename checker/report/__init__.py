"""One emitter a file: each turns a ``Report`` into text and judges nothing.

``json_report`` is the interface to other programs, ``html`` the page a reviewer reads, ``console``
the summary a terminal shows, ``listing`` the figures alone. All are pure functions of the report:
the same report gives the same bytes.
"""
