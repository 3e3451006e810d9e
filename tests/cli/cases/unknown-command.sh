CMD='biuld ed'
says 2 "no command is called 'biuld'; 'build' is meant?"
