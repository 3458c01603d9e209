# How tests are declared. Each has one label: unit, threads (run again under the thread sanitizer), cli, package, law, web.
find_package(GTest REQUIRED)
if(EXISTS /usr/bin/python3)
  set(Python3_EXECUTABLE /usr/bin/python3)  # Debian's own, which has the modules that tools/setup installs
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)
include(GoogleTest)

add_custom_target(stemma_tests)           # every test program
add_custom_target(stemma_threaded_tests)  # those with the label threads

# stemma_test(passages/passage_aligner [threads]) builds tests/passages/passage_aligner_test.cpp.
function(stemma_test path)
  string(REPLACE "/" "_" name ${path}_test)
  add_executable(${name} ${path}_test.cpp)
  target_link_libraries(${name} PRIVATE stemma::stemma GTest::gtest_main)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
  stemma_target_defaults(${name})
  set(label unit)
  if(ARGN)
    set(label ${ARGN})
  endif()
  gtest_discover_tests(${name} TEST_PREFIX "${path}: " DISCOVERY_TIMEOUT 60 PROPERTIES LABELS ${label})
  add_dependencies(stemma_tests ${name})
  if(label STREQUAL "threads")
    add_dependencies(stemma_threaded_tests ${name})
  endif()
endfunction()

# stemma_law(layers COMMAND...) is a promise about the sources that a program checks.
function(stemma_law name)
  add_test(NAME law/${name} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(law/${name} PROPERTIES LABELS law)
endfunction()
