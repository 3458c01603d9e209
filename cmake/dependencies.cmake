# Every third-party library the product links, each from a Debian 12 package (tools/setup installs them).
find_package(Threads REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS i18n uc)  # libicu-dev: properties of characters, normal forms, other scripts in Latin letters
find_library(STEMMA_SNOWBALL stemmer REQUIRED)    # libstemmer-dev: English stems
find_path(STEMMA_XXHASH xxhash.h REQUIRED)        # libxxhash-dev: XXH3, header only
find_package(simdjson REQUIRED)           # libsimdjson-dev: JSONL, UTF-8 validation
find_library(STEMMA_ISAL isal REQUIRED)    # libisal-dev: gzip, at 2.5 times the speed of zlib
find_library(STEMMA_ZSTD zstd REQUIRED)    # libzstd-dev: zstd
find_package(SQLite3 REQUIRED)            # libsqlite3-dev: the catalogue of an archive
find_package(LibXml2 REQUIRED)            # libxml2-dev: feeds, and the HTML within them
find_package(CURL REQUIRED)               # libcurl4-openssl-dev: fetching feeds, where that is asked for
find_library(STEMMA_CLD2 cld2 REQUIRED)   # libcld2-dev: the language of a text
find_library(STEMMA_MICROHTTPD microhttpd REQUIRED)  # libmicrohttpd-dev: HTTP; connections wait in epoll and cost no thread
find_package(CLI11 REQUIRED)              # libcli11-dev: the command line
