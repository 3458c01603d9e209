// SPDX-License-Identifier: Apache-2.0
#include "facts/join_attributions.hpp"

#include <algorithm>

#include "facts/source_kind.hpp"

namespace stemma {

namespace {

/// "the report adds": a document that is known already is the one named last.
void take_up_document(FactText const& text, std::vector<Mention>& all, std::size_t i) {
  Mention& mention = all[i];
  auto const begin = mention.tokens.begin_token;
  auto const is_known = text.reads(begin, "the") && text.is(begin + 1, WordClass::Document) &&
                        mention.tokens.size() <= 4 && mention.speaker == text.lower(begin + 1);
  if (!is_known) {
    return;
  }
  for (auto before = i; before-- > 0;) {
    auto const& kind = all[before].source_kind;
    if (kind == "leak" || kind == "report" || kind == "document") {
      mention.source_kind = kind;
      mention.speaker = all[before].speaker;
      return;
    }
  }
}

}  // namespace

std::vector<Mention> join_attributions(
  FactText const& text, std::span<Mention const> found, std::span<MentionKind const> kinds_of_speakers
) {
  std::vector<std::size_t> order(found.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    auto const& left = found[a].tokens;
    auto const& right = found[b].tokens;
    return left.begin_token != right.begin_token ? left.begin_token < right.begin_token
                                                 : left.end_token > right.end_token;
  });
  std::vector<Mention> out;
  std::vector<MentionKind> kinds;
  for (auto const i : order) {
    // "In a confidential paper obtained by journalists, the agency writes" is one source.
    auto const is_beside = [&](Mention const& last) {
      auto const end = last.tokens.end_token;
      return end + 1 == found[i].tokens.begin_token && text.is_sign(end, ",") && last.sentence == found[i].sentence &&
             found[i].tokens.end_token - last.tokens.begin_token <= most_attribution_tokens;
    };
    if (!out.empty() && (out.back().tokens.end_token > found[i].tokens.begin_token || is_beside(out.back()))) {
      auto& last = out.back();
      auto const begin = last.tokens.begin_token;
      last.tokens.end_token =
        std::min(std::max(last.tokens.end_token, found[i].tokens.end_token), begin + most_attribution_tokens);
      auto const is_better_named =
        kinds.back() == MentionKind::Attribution && kinds_of_speakers[i] != MentionKind::Attribution;
      if (last.speaker.empty() || is_better_named) {
        last.speaker = found[i].speaker;
        last.speaker_tokens = found[i].speaker_tokens;
        kinds.back() = kinds_of_speakers[i];
      }
      continue;
    }
    out.push_back(found[i]);
    kinds.push_back(kinds_of_speakers[i]);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].source_kind = source_kind(text, out[i].tokens, kinds[i]);
    out[i].source = source_traits(text, out[i].tokens);
    take_up_document(text, out, i);
    out[i].key = out[i].source_kind + (out[i].speaker.empty() ? "" : " " + out[i].speaker);
  }
  return out;
}

}  // namespace stemma
