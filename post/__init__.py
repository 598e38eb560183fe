"""The post room: a letter is first a row, then sent; what is lost on the way is sent by the sweep, once."""
