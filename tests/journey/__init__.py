"""The whole thread, from a need to the PDF on the leadership's table, walked in a browser by those who would walk it.

Read the chapters from 1 to 7: every step goes on where the one before ended, so they run in this order and none alone.
Nothing is prepared but an organisation with its people; letters are read as the files that left the installation.
"""
