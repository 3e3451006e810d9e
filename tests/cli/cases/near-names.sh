CMD='build ed --only pfd' && says 2 "'pfd'" 'pdf is meant?' &&
CMD='check ed --printer kpd' && says 2 "'kdp' is meant?" &&
CMD='help buidl' && says 2 "'build' is meant?" &&
CMD='--verison' && says 2 "no option is called '--verison'; '--version' is"
