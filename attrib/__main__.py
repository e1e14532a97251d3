"""`python -m attrib`, for systems where another program is called attrib."""

from attrib.cli import main

if __name__ == "__main__":
    main()
