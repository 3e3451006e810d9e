/* Runs a target over the files named, for compilers without libFuzzer. */
#include <stdio.h>

#include "fuzz.h"

int
main(int argc, char **argv)
{
	static uint8_t	 bytes[1 << 20];
	FILE		*f;
	size_t		 n;

	for (int i = 1; i < argc; i++) {
		if ((f = fopen(argv[i], "rb")) == NULL) {
			perror(argv[i]);
			return 1;
		}
		n = fread(bytes, 1, sizeof(bytes), f);
		(void)fclose(f);
		(void)LLVMFuzzerTestOneInput(bytes, n);
	}
	(void)printf("%d files replayed\n", argc - 1);
	return 0;
}
