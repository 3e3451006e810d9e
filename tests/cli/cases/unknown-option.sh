CMD='build --onyl pdf ed'
says 2 'unknown option --onyl; --only is meant?'
