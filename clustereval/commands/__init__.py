"""The commands, one a module: `clustereval NAME` is the function NAME of the module NAME, loaded when it is asked for."""
