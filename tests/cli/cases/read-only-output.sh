CMD='build ed -o /proc/nowhere'
says 2 'octavo: /proc/nowhere: cannot make folder'
