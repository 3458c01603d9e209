# Every target of this project gets the same language level, warnings and sanitizers from here.
# Nothing is set globally, so a project that embeds stemma keeps its own flags.
option(STEMMA_WARNINGS_AS_ERRORS "Turn warnings into errors" OFF)
set(STEMMA_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined or thread")

function(stemma_target_defaults target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON
    COMPILE_WARNING_AS_ERROR ${STEMMA_WARNINGS_AS_ERRORS})
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
    -Wnon-virtual-dtor -Wold-style-cast -Wimplicit-fallthrough
    -Wno-restrict>)  # GCC 12 sees overlapping copies in every `"text" + std::string` (its bug 105651)
  if(STEMMA_SANITIZE)
    target_compile_options(${target} PRIVATE
      $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${STEMMA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all>)
    target_link_options(${target} PRIVATE -fsanitize=${STEMMA_SANITIZE})
  endif()
endfunction()
