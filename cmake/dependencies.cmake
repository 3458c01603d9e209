# Every third-party library the product links, each from a Debian 12 package (tools/setup installs them).
find_package(Threads REQUIRED)
find_package(simdjson REQUIRED)           # libsimdjson-dev: JSONL, UTF-8 validation
find_library(STEMMA_CLD2 cld2 REQUIRED)   # libcld2-dev: the language of a text
find_package(CLI11 REQUIRED)              # libcli11-dev: the command line
