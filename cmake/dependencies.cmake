# Every third-party library the product links, each from a Debian 12 package (tools/setup installs them).
find_package(Threads REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS uc)       # libicu-dev: properties of characters, normal forms
find_library(STEMMA_SNOWBALL stemmer REQUIRED)    # libstemmer-dev: English stems
find_path(STEMMA_XXHASH xxhash.h REQUIRED)        # libxxhash-dev: XXH3, header only
