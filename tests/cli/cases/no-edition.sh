CMD='build nowhere'
says 2 'octavo: nowhere/edition.yaml: cannot open: No such file'
