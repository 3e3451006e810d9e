CMD='clean temoin.txt'
says 2 'temoin.txt: cannot open: No such file or directory'
