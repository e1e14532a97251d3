"""Settings: what a newsroom's files, the environment and the command line say of how a draft is checked."""

from __future__ import annotations
