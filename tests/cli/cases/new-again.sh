CMD='new ed'
says 2 'ed: an edition is there already: File exists'
