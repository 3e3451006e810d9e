CMD='release ed'
says 2 'name the number of the printing, from 1, then the edition' \
    'usage: octavo release [options] N [DIR]'
