/* SPDX-License-Identifier: Apache-2.0 */
/* serve/openapi.json as bytes of the program. CMake gives its path as STEMMA_OPENAPI. */
    .section .rodata
    .global stemma_openapi_begin
    .hidden stemma_openapi_begin
stemma_openapi_begin:
    .incbin STEMMA_OPENAPI
    .global stemma_openapi_end
    .hidden stemma_openapi_end
stemma_openapi_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
