"""Run the command line: python -m clustereval."""

from clustereval.cli import run

if __name__ == "__main__":
    run()
