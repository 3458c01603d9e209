# Every third-party library the product links, each from a Debian 12 package (tools/setup installs them).
find_package(Threads REQUIRED)
