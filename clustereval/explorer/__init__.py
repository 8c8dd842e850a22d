"""The explorer: one local web application in which people look, click through to the source, ask, and take results away."""
