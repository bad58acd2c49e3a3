"""gapwizard: self-assessment against ISO/IEC 20000-1:2018 in the terminal."""

__version__ = "0.1.0"
