echo 'Une ligne de plus.' >> ed/witnesses/carnet.txt
says 1 'M-009 witness is not the file'
