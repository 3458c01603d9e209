# A stranger can find_package(stemma) after `cmake --install`; tests/package proves it.
include(CMakePackageConfigHelpers)
install(TARGETS stemma EXPORT stemmaTargets FILE_SET HEADERS)
install(TARGETS stemma_cli)
install(EXPORT stemmaTargets NAMESPACE stemma:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/stemma)
configure_file(cmake/stemmaConfig.cmake.in stemmaConfig.cmake @ONLY)
write_basic_package_version_file(stemmaConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/stemmaConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/stemmaConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/stemma)
# The gazetteer that tools/setup makes, where it was made.
install(FILES ${PROJECT_SOURCE_DIR}/build/share/places.bin DESTINATION ${CMAKE_INSTALL_DATADIR}/stemma OPTIONAL)
