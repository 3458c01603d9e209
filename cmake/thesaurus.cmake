# The thesaurus of English words, made of WordNet where it is installed (tools/setup does). Without it Stemma knows no synonyms.
set(STEMMA_WORDNET /usr/share/wordnet CACHE PATH "Folder of WordNet's database")
if(EXISTS ${STEMMA_WORDNET}/data.noun)
  add_executable(make_thesaurus tools/make_thesaurus.cpp)
  target_include_directories(make_thesaurus PRIVATE src)
  target_link_libraries(make_thesaurus PRIVATE stemma::stemma)
  stemma_target_defaults(make_thesaurus)
  set(stemma_thesaurus ${CMAKE_CURRENT_BINARY_DIR}/share/thesaurus.bin)
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/share)
  add_custom_command(OUTPUT ${stemma_thesaurus}
    COMMAND make_thesaurus ${STEMMA_WORDNET} ${stemma_thesaurus}
    DEPENDS make_thesaurus ${STEMMA_WORDNET}/data.noun VERBATIM)
  add_custom_target(thesaurus ALL DEPENDS ${stemma_thesaurus})
  add_dependencies(stemma_cli thesaurus)
  install(FILES ${stemma_thesaurus} DESTINATION ${CMAKE_INSTALL_DATADIR}/stemma OPTIONAL)
endif()
