// SPDX-License-Identifier: Apache-2.0
#include "collation/site_table.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/common_words.hpp"

namespace stemma {

namespace {

std::optional<VariationKind> item_kind(MentionKind kind) {
  switch (kind) {
    case MentionKind::Place:
      return VariationKind::Place;
    case MentionKind::Person:
      return VariationKind::Person;
    case MentionKind::Organisation:
    case MentionKind::Name:
      return VariationKind::Organisation;
    case MentionKind::Number:
      return VariationKind::Number;
    case MentionKind::Date:
      return VariationKind::Date;
    case MentionKind::Quote:
    case MentionKind::Attribution:
    case MentionKind::Hedge:
    case MentionKind::Negation:
      return std::nullopt;
  }
  return std::nullopt;
}

/// More items than this in one sentence is a table or a hostile text; the rest is left alone.
constexpr std::size_t most_items_per_sentence = 48;

bool is_name(MentionKind kind) {
  return kind == MentionKind::Place || kind == MentionKind::Person || kind == MentionKind::Organisation ||
         kind == MentionKind::Name;
}

class SiteFinder {
 public:
  SiteFinder(WitnessView const& view, SiteTable& table, std::set<std::uint64_t> const& common_words)
      : view_{&view}, table_{&table}, mine_{&table.of_witness[view.witness]}, common_words_{&common_words} {}

  void find() {
    find_items();
    find_names();
    find_quotes();
    find_attributions();
    find_statements();
  }

 private:
  SiteId add(SiteFamily family, VariationKind kind, std::uint32_t mention, TokenRange range, std::string key) {
    table_->sites.push_back({view_->witness, family, kind, true, mention, {range}, std::move(key)});
    return static_cast<SiteId>(table_->sites.size() - 1);
  }

  [[nodiscard]] bool has_capital(TokenRange range) const {
    auto const& tokens = view_->text->tokens;
    return std::any_of(tokens.begin() + range.begin_token, tokens.begin() + range.end_token, [](Token const& token) {
      return token.is_capitalised;
    });
  }

  /// "today" and "the next evening" mean what the day of writing makes of them; a word that some telling writes small
  /// is no name, save the bodies that are always written so ("the interior ministry").
  [[nodiscard]] bool is_explicit(Mention const& mention) const {
    if (mention.kind == MentionKind::Date) {
      return mention.unit != "relative" && !mention.unit.empty();
    }
    if (mention.kind == MentionKind::Number) {
      return true;
    }
    if (mention.kind == MentionKind::Organisation) {
      // "The hospital" is no name, "Daejeon police" is.
      auto const first = mention.tokens.begin_token;
      auto const follows_name = first > 0 && view_->text->tokens[first - 1].is_capitalised &&
                                view_->is_word(first - 1) && view_->text->tokens[first - 1].weight > 0;
      return mention.tokens.size() > 1 || has_capital(mention.tokens) || follows_name;
    }
    auto const first = mention.tokens.begin_token;
    auto const is_common =
      common_words_->contains(view_->text->tokens[first].word) || commonness(view_->words[first]) >= Commonness::Common;
    return has_capital(mention.tokens) &&
           !(mention.kind == MentionKind::Name && mention.tokens.size() == 1 && is_common);
  }

  void find_items() {
    auto const& mentions = view_->facts->mentions;
    mine_->items.resize(view_->text->sentences.size());
    for (std::uint32_t m = 0; m < mentions.size(); ++m) {
      auto const kind = item_kind(mentions[m].kind);
      if (kind && mentions[m].tokens.size() > 0 && is_explicit(mentions[m])) {
        auto& items = mine_->items[view_->sentence_of[mentions[m].tokens.begin_token]];
        if (items.size() == most_items_per_sentence) {
          continue;
        }
        items.push_back(add(SiteFamily::Item, *kind, m, mentions[m].tokens, mentions[m].key));
        table_->sites.back().kind_is_sure = mentions[m].kind != MentionKind::Name;
        mine_->item_keys.insert(table_->sites.back().key);
      }
    }
  }

  /// All mentions with one key are one name.
  void find_names() {
    auto const& mentions = view_->facts->mentions;
    std::map<std::string, SiteId> site_of;
    for (std::uint32_t m = 0; m < mentions.size(); ++m) {
      Mention const& mention = mentions[m];
      if (!is_name(mention.kind) || mention.tokens.size() == 0 || !is_explicit(mention)) {
        continue;
      }
      auto const [known, is_new] = site_of.try_emplace(mention.key, 0);
      if (is_new) {
        known->second = add(SiteFamily::Name, *item_kind(mention.kind), m, mention.tokens, mention.key);
        table_->sites.back().kind_is_sure = mention.kind != MentionKind::Name;
        mine_->names.push_back(known->second);
        continue;
      }
      Site& site = table_->sites[known->second];
      site.ranges.push_back(mention.tokens);
      if (!site.kind_is_sure && mention.kind != MentionKind::Name) {
        site.kind = *item_kind(mention.kind);
        site.kind_is_sure = true;
      }
    }
  }

  /// A quote changes sentence by sentence, so each of its sentences is a site of its own.
  void find_quotes() {
    auto const& mentions = view_->facts->mentions;
    for (std::uint32_t m = 0; m < mentions.size(); ++m) {
      Mention const& mention = mentions[m];
      if (mention.kind != MentionKind::Quote || mention.tokens.size() == 0) {
        continue;
      }
      QuoteSites& quote = quote_that_goes_on(mention);
      quote.tokens.end_token = std::max(quote.tokens.end_token, mention.tokens.end_token);
      for (auto begin = mention.tokens.begin_token; begin < mention.tokens.end_token;) {
        auto const end = std::min(mention.tokens.end_token, view_->sentence_at(begin).end_token);
        auto const words = normal_form(*view_, {begin, end});
        if (!words.empty()) {
          quote.sentences.push_back(add(SiteFamily::Quote, VariationKind::Quote, m, {begin, end}, words));
        }
        begin = end;
      }
      if (!mention.speaker.empty()) {
        quote.speaker_key = mention.speaker;
      }
      if (!mention.speaker.empty() && mention.speaker_tokens) {
        mine_->speakers[m] =
          add(SiteFamily::Speaker, VariationKind::Quote, m, *mention.speaker_tokens, mention.speaker);
      }
    }
  }

  /// The last quote, if `mention` stands in its paragraph and nobody else is named; else a new one.
  QuoteSites& quote_that_goes_on(Mention const& mention) {
    auto const paragraph_at = [&](std::uint32_t token) {
      return view_->text->sentences[view_->sentence_of[token]].paragraph;
    };
    if (!mine_->quotes.empty()) {
      QuoteSites& last = mine_->quotes.back();
      auto const same_speaker =
        last.speaker_key.empty() || mention.speaker.empty() || last.speaker_key == mention.speaker;
      if (same_speaker && paragraph_at(last.tokens.begin_token) == paragraph_at(mention.tokens.begin_token)) {
        return last;
      }
    }
    mine_->quotes.push_back({mention.tokens, {}, {}});
    return mine_->quotes.back();
  }

  void find_attributions() {
    auto const& mentions = view_->facts->mentions;
    for (std::uint32_t m = 0; m < mentions.size(); ++m) {
      Mention const& mention = mentions[m];
      if (mention.kind == MentionKind::Attribution && mention.tokens.size() > 0) {
        mine_->attributions.push_back(add(
          SiteFamily::Attribution, VariationKind::Attribution, m, mention.tokens,
          mention.source_kind + " " + mention.speaker
        ));
        mine_->wordings.push_back(source_wording(*view_, mention));
      }
    }
  }

  void find_statements() {
    auto const& sentences = view_->text->sentences;
    mine_->hedges.resize(sentences.size());
    mine_->has_strong_hedge.resize(sentences.size());
    for (Mention const& mention : view_->facts->mentions) {
      // "up to five" bounds a number and doubts nothing.
      if (mention.kind == MentionKind::Hedge && mention.tokens.size() > 0 && mention.key != "limit") {
        auto const sentence = view_->sentence_of[mention.tokens.begin_token];
        mine_->has_strong_hedge[sentence] = mine_->has_strong_hedge[sentence] || mention.key != "preliminary";
        auto& hedges = mine_->hedges[view_->sentence_of[mention.tokens.begin_token]];
        hedges = hedges.size() == 0
                   ? mention.tokens
                   : TokenRange{hedges.begin_token, std::max(hedges.end_token, mention.tokens.end_token)};
      }
    }
    for (std::uint32_t s = 0; s < sentences.size(); ++s) {
      auto const is_hedged = mine_->hedges[s].size() > 0;
      mine_->statements.push_back(
        add(SiteFamily::Modality, VariationKind::Modality, 0, sentences[s].tokens, is_hedged ? "hedged" : "plain")
      );
    }
  }

  WitnessView const* view_;
  SiteTable* table_;
  WitnessSites* mine_;
  std::set<std::uint64_t> const* common_words_;
};

}  // namespace

SiteTable find_sites(std::span<WitnessView const> views) {
  SiteTable table;
  table.of_witness.resize(views.size());
  // Words that stand somewhere in the story with a small letter.
  std::set<std::uint64_t> common_words;
  for (WitnessView const& view : views) {
    for (Token const& token : view.text->tokens) {
      if (token.kind == TokenKind::Word && !token.is_capitalised) {
        common_words.insert(token.word);
      }
    }
  }
  for (WitnessView const& view : views) {
    SiteFinder{view, table, common_words}.find();
  }
  return table;
}

bool are_of_one_sort(Site const& a, Site const& b) {
  auto const is_name_kind = [](VariationKind kind) {
    return kind == VariationKind::Place || kind == VariationKind::Person || kind == VariationKind::Organisation;
  };
  return a.kind == b.kind || (is_name_kind(a.kind) && is_name_kind(b.kind));
}

bool kinds_agree(Site const& a, Site const& b) {
  auto const is_number_or_date = [](Site const& site) {
    return site.kind == VariationKind::Number || site.kind == VariationKind::Date;
  };
  if (a.kind == b.kind) {
    return true;
  }
  return (!a.kind_is_sure || !b.kind_is_sure) && !is_number_or_date(a) && !is_number_or_date(b);
}

}  // namespace stemma
