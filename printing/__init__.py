"""The press: HTML to tagged PDF in a child process with limits, and charts as drawings."""
