CMD='build ed --only print --impose 12'
says 2 '--impose: signatures have 4, 8, 16 or 32 pages, not 12'
