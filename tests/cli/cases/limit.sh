# The text comes too slowly: given up in time, nothing written.
mkfifo slow
CMD='clean --limit 1 - -o t.md'
sleep 3 > slow &
says 2 'not done after 1 s (--limit)' < slow && [ ! -e t.md ]
