#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "octavo/sandbox.h"

#define READ_FILE	LANDLOCK_ACCESS_FS_READ_FILE
#define READ_TREE	(READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE_TREE	(READ_TREE | LANDLOCK_ACCESS_FS_WRITE_FILE | \
			 LANDLOCK_ACCESS_FS_REMOVE_FILE | \
			 LANDLOCK_ACCESS_FS_MAKE_REG | \
			 LANDLOCK_ACCESS_FS_MAKE_DIR | \
			 LANDLOCK_ACCESS_FS_REFER)
/* All that ABI 2 (Linux 5.19) can hold back. */
#define HANDLED		((LANDLOCK_ACCESS_FS_REFER << 1) - 1)

static int
ruleset_new(void)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs = HANDLED };

	return (int)syscall(SYS_landlock_create_ruleset, &attr,
	    sizeof(attr), 0);
}

int
sandbox_landlock(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
	    LANDLOCK_CREATE_RULESET_VERSION);

	return abi > 0 ? (int)abi : 0;
}

/* A filter of no address fails in another way where there are filters. */
bool
sandbox_seccomp(void)
{
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) < 0 &&
	    errno == EFAULT;
}

static int
allow(int ruleset, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr	rule = { 0 };
	struct stat				st;
	int					rc;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return errno == ENOENT ? 0 : -1;
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		access &= READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
	rule.allowed_access = access;
	rc = (int)syscall(SYS_landlock_add_rule, ruleset,
	    LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(rule.parent_fd);
	return rc;
}

static int
allow_all(int ruleset, const char *const *paths, uint64_t access)
{
	for (; *paths != NULL; paths++)
		if (allow(ruleset, *paths, access) < 0)
			return -1;
	return 0;
}

static int
enter_landlock(const char *const *read, const char *const *write)
{
	int ruleset = ruleset_new(), rc = -1;

	if (ruleset < 0)
		return -1;
	if (allow_all(ruleset, read, READ_TREE) == 0 &&
	    allow_all(ruleset, write, WRITE_TREE) == 0)
		rc = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
	(void)close(ruleset);
	return rc;
}

/* What a builder of books never needs. */
static int
enter_seccomp(void)
{
	static const int refused[] = {
		SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect),
		SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(execve),
		SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(mount),
		SCMP_SYS(umount2), SCMP_SYS(setuid), SCMP_SYS(bpf),
		SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
		SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(kill),
		SCMP_SYS(io_uring_setup),
	};
	scmp_filter_ctx	c = seccomp_init(SCMP_ACT_ALLOW);
	int		rc = c == NULL ? -1 : 0;

	for (size_t i = 0; rc == 0 &&
	    i < sizeof(refused) / sizeof(refused[0]); i++)
		rc = seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), refused[i],
		    0);
	if (rc == 0)
		rc = seccomp_load(c);
	if (c != NULL)
		seccomp_release(c);
	if (rc < 0)
		errno = -rc;
	return rc;
}

int
sandbox_enter(const char *const *read, const char *const *write,
    struct error *e)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return error_system(e, NULL, "the kernel refuses a sandbox; "
		    "nothing was read");
	if (enter_landlock(read, write) < 0)
		return error_system(e, NULL, "the kernel has no Landlock, so "
		    "--untrusted cannot be kept; nothing was read");
	if (enter_seccomp() < 0)
		return error_system(e, NULL, "the kernel has no seccomp, so "
		    "--untrusted cannot be kept; nothing was read");
	return 0;
}
