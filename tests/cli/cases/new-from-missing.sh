CMD='new two --from nothing.txt'
says 2 'nothing.txt: cannot open: No such file or directory'
