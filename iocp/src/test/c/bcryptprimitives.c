/* For tests under wine 8 alone, which has no bcryptprimitives.dll: BoringSSL asks it for random bytes and ends the
 * process without a word when it is missing. */
#include <windows.h>

#define PART_BYTES_MAX 0x40000000

/* RtlGenRandom, under the name that advapi32 exports it by. */
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    while (length > 0) {
        ULONG part = length > PART_BYTES_MAX ? PART_BYTES_MAX : (ULONG) length;
        if (!SystemFunction036(buffer, part)) return FALSE;
        buffer += part;
        length -= part;
    }
    return TRUE;
}
