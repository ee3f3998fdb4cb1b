// Counts the instructions that one thread executes in user space while a counter in a file grows by
// so many: step THREAD FILE ROUNDS. Where perf has no such counter, it steps through them one by one.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "step THREAD FILE ROUNDS\n");
        return 2;
    }
    pid_t thread = atoi(argv[1]);
    int file = open(argv[2], O_RDONLY);
    volatile uint64_t *counter =
            file < 0 ? MAP_FAILED : mmap(0, sizeof *counter, PROT_READ, MAP_SHARED, file, 0);
    if (counter == MAP_FAILED) fail(argv[2]);
    if (ptrace(PTRACE_ATTACH, thread, 0, 0)) fail("attach");
    int status;
    if (waitpid(thread, &status, __WALL) < 0) fail("wait");
    uint64_t rounds = strtoull(argv[3], 0, 10), seen = *counter, first = 0, steps = 0;
    int other = 0;
    while (first == 0 || *counter < first + rounds) {
        if (first == 0 && *counter != seen) first = *counter, steps = 0;
        if (ptrace(PTRACE_SINGLESTEP, thread, 0, other)) fail("step");
        if (waitpid(thread, &status, __WALL) < 0) fail("wait");
        if (!WIFSTOPPED(status)) return 1;
        // The JVM's own signals are its own: a safepoint shows as one.
        other = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
        steps += other == 0;
    }
    ptrace(PTRACE_DETACH, thread, 0, 0);
    printf("%llu\n", (unsigned long long)steps);
    return 0;
}
