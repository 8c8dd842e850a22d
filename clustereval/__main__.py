"""Run the command line: python -m clustereval."""

from clustereval.cli import main

if __name__ == "__main__":
    main()
