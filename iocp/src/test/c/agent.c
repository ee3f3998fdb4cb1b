/* For tests under wine 8 alone. The JDK's net.dll loads GetAnycastIpAddressTable when it first asks for network
 * interfaces; wine has no such function, and the JVM dies of the loader's exception (0xC06D007F). This agent answers
 * the exception with a function that says there are none. */
#include <string.h>
#include <windows.h>

#define PROCEDURE_NOT_FOUND 0xC06D007F
#define EMPTY_TABLE_BYTES 64

/* What the loader tells of the function it did not find. */
struct delay_load {
    DWORD size;
    const void *descriptor;
    FARPROC *slot;
    LPCSTR dll;
    BOOL has_name;
    LPCSTR name;
    HMODULE module;
    FARPROC answer;
    DWORD error;
};

static DWORD WINAPI no_anycast_addresses(USHORT family, void **table) {
    (void) family;
    *table = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, EMPTY_TABLE_BYTES);
    return NO_ERROR;
}

static LONG CALLBACK on_exception(EXCEPTION_POINTERS *exception) {
    struct delay_load *missing;
    if (exception->ExceptionRecord->ExceptionCode != PROCEDURE_NOT_FOUND) return EXCEPTION_CONTINUE_SEARCH;
    missing = (struct delay_load *) exception->ExceptionRecord->ExceptionInformation[0];
    if (!missing->has_name || strcmp(missing->name, "GetAnycastIpAddressTable") != 0) return EXCEPTION_CONTINUE_SEARCH;
    missing->answer = (FARPROC) no_anycast_addresses;
    return EXCEPTION_CONTINUE_EXECUTION;
}

__declspec(dllexport) int __stdcall Agent_OnLoad(void *vm, char *options, void *reserved) {
    (void) vm, (void) options, (void) reserved;
    AddVectoredExceptionHandler(1, on_exception);
    return 0;
}
