#include <stdio.h>

int
main(void)
{
	(void)fputs("octavo: no command\n", stderr);
	return 2;
}
