// SPDX-License-Identifier: Apache-2.0
#include "stemma/story_parts.hpp"

#include <utility>

#include "corpus/row_record.hpp"
#include "stories/story_rule.hpp"
#include "stories/word_vectors.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {

ReadTelling read_telling(DocumentRow const& row, std::uint64_t max_document_bytes) {
  auto record = record_of(row, max_document_bytes);
  if (record.fault) {
    return {std::move(record.fault), {}, {}};
  }
  return {{}, record.document.published, read_story_words(Tokenizer{}.tokenize(record.document))};
}

double likeness_of(
  WordVector const& left,
  WordVector const& right,
  std::optional<UtcTime> const& left_time,
  std::optional<UtcTime> const& right_time
) {
  return cosine(left, right) * time_factor(left_time, right_time);
}

double default_story_threshold() noexcept {
  return kStoryThreshold;
}

}  // namespace stemma
