"""Whether a run passes: the settings file, which documents it covers, and which findings count.

* ``project``: the settings file, and the settings of each document;
* ``documents``: the documents that a command line means;
* ``verdict``: what of a report fails the run.
"""
