"""Whether a run passes: the settings file, which documents it covers, and which findings count.

* ``project``: the settings file, and the settings of each document;
* ``documents``: the documents that a command line means;
* ``comments``, ``suppressions``, ``baseline``, ``changes``: what waives a finding, one a file;
* ``complaints``: findings that the gate makes itself;
* ``verdict``: all of it in order, and the exit status.
"""
