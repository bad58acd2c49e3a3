"""One interview, as the app and `gapwizard ask` hold it: where it is, what a key does, how it goes on."""
