// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "archive/catalogue.hpp"
#include "archive/database.hpp"

namespace stemma {

/// All that is ever asked of the catalogue, made ready once.
struct Catalogue::Queries {
  explicit Queries(Database& d)
      : begin_reading{d, "BEGIN"},
        begin_writing{d, "BEGIN IMMEDIATE"},
        commit{d, "COMMIT"},
        rollback{d, "ROLLBACK"},
        // Any read is what begins a transaction that has only been announced.
        counts{d, "SELECT next_number, next_segment, commits, trained_at FROM counts"},
        segments{
          d,
          "SELECT segment, first_number, last_number, documents, removed, bytes, text_bytes, packed_bytes FROM segments"
          " ORDER BY first_number"},
        dictionaries{d, "SELECT dictionary FROM dictionaries ORDER BY made"},
        document{
          d,
          "SELECT id, story, published, outlet, language, source, title_bytes, text_hash FROM documents WHERE number = ?1"},
        member{d, "SELECT id, story, published, language, title_bytes FROM documents WHERE number = ?1"},
        id_of{d, "SELECT number, id, text_hash FROM documents WHERE number = ?1"},
        story_of{d, "SELECT story, published FROM documents WHERE number = ?1"},
        members{d, "SELECT number FROM documents WHERE story = ?1 AND story <> number ORDER BY number"},
        between{d, "SELECT number FROM documents WHERE number BETWEEN ?1 AND ?2 ORDER BY number"},
        ids_between{d, "SELECT number, id, text_hash FROM documents WHERE number BETWEEN ?1 AND ?2 ORDER BY number"},
        story{d, "SELECT story, documents, first_published, last_published, changed FROM stories WHERE story = ?1"},
        copies{d, "SELECT earlier, share FROM copies WHERE later = ?1 ORDER BY earlier"},
        name{d, "SELECT name FROM names WHERE number = ?1"},
        name_number{d, "SELECT number FROM names WHERE name = ?1"},
        put_name{d, "INSERT INTO names (name) VALUES (?1) RETURNING number"},
        put_counts{d, "UPDATE counts SET next_number = ?1, next_segment = ?2, commits = ?3, trained_at = ?4"},
        put_segment{d, "INSERT OR REPLACE INTO segments VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
        drop_segment{d, "DELETE FROM segments WHERE segment = ?1"},
        put_document{d, "INSERT INTO documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
        drop_document{d, "DELETE FROM documents WHERE number = ?1"},
        drop_copies{d, "DELETE FROM copies WHERE later = ?1"},
        set_story{d, "UPDATE documents SET story = ?2 WHERE number = ?1"},
        put_story{d, "INSERT OR REPLACE INTO stories VALUES (?1, ?2, ?3, ?4, ?5)"},
        drop_story{d, "DELETE FROM stories WHERE story = ?1"},
        put_copy{d, "INSERT OR REPLACE INTO copies VALUES (?1, ?2, ?3)"} {}

  DatabaseQuery begin_reading, begin_writing, commit, rollback, counts, segments, dictionaries, document, member, id_of,
    story_of, members, between, ids_between, story, copies, name, name_number, put_name, put_counts, put_segment,
    drop_segment, put_document, drop_document, drop_copies, set_story, put_story, drop_story, put_copy;
};

}  // namespace stemma
