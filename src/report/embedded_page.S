/* SPDX-License-Identifier: Apache-2.0 */
/* The built page, web/dist/index.html, as bytes of the program. CMake gives its path as STEMMA_PAGE. */
    .section .rodata
    .balign 16
    .global stemma_page_begin
    .hidden stemma_page_begin
    .type stemma_page_begin, %object
stemma_page_begin:
    .incbin STEMMA_PAGE
    .global stemma_page_end
    .hidden stemma_page_end
    .type stemma_page_end, %object
stemma_page_end:
    .byte 0
    .size stemma_page_begin, stemma_page_end - stemma_page_begin
    .size stemma_page_end, 1
    .section .note.GNU-stack, "", %progbits
