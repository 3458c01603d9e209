// SPDX-License-Identifier: Apache-2.0
#include "facts/name_decision.hpp"

#include <algorithm>
#include <bitset>
#include <optional>
#include <string>

#include "base/name_similarity.hpp"
#include "facts/name_table.hpp"

namespace stemma {

namespace {

/// More different names than this are not compared with each other: a list, or a hostile text.
constexpr std::size_t most_compared = 600;

/// Votes below this decide nothing.
constexpr double least_votes = 1;

template <typename Use>
void for_each_word(std::string_view folded, Use const& use) {
  for (std::size_t at = 0; at < folded.size();) {
    auto const end = std::min(folded.find(' ', at), folded.size());
    use(folded.substr(at, end - at));
    at = end + 1;
  }
}

/// Of some words, which of them the tellings write in lower case too.
class LowerCaseWords {
 public:
  void ask_for(std::uint64_t word) { asked_.push_back(word); }

  void look(std::span<FactText const> texts) {
    std::sort(asked_.begin(), asked_.end());
    asked_.erase(std::unique(asked_.begin(), asked_.end()), asked_.end());
    is_met_.assign(asked_.size(), 0);
    // A few bits of the hash let nearly all other words pass by.
    std::bitset<1024> may_be_asked;
    for (auto const word : asked_) {
      may_be_asked.set(word % 1024);
    }
    for (FactText const& text : texts) {
      for (Token const& token : text.text().tokens) {
        if (token.kind == TokenKind::Word && !token.is_capitalised && may_be_asked.test(token.word % 1024)) {
          auto const asked = std::lower_bound(asked_.begin(), asked_.end(), token.word);
          if (asked != asked_.end() && *asked == token.word) {
            is_met_[static_cast<std::size_t>(asked - asked_.begin())] = 1;
          }
        }
      }
    }
  }

  [[nodiscard]] bool has(std::uint64_t word) const {
    auto const asked = std::lower_bound(asked_.begin(), asked_.end(), word);
    return asked != asked_.end() && *asked == word && is_met_[static_cast<std::size_t>(asked - asked_.begin())] != 0;
  }

 private:
  std::vector<std::uint64_t> asked_;
  std::vector<char> is_met_;
};

MentionKind kind_of(KindVotes const& votes) {
  auto const most = std::max({votes.place, votes.person, votes.organisation});
  if (most < least_votes) {
    return MentionKind::Name;
  }
  return most == votes.place    ? MentionKind::Place
         : most == votes.person ? MentionKind::Person
                                : MentionKind::Organisation;
}

class NameDecision {
 public:
  NameDecision(std::span<FactText> texts, PlaceKnowledge const& is_place) : texts_{texts}, is_place_{is_place} {}

  std::vector<std::vector<Mention>> decide() {
    scan();
    drop_sentence_starts();
    count();
    join_short_forms();
    vote();
    find_titled_people();
    return write();
  }

 private:
  void scan() {
    std::vector<std::string> in_sentences;
    scanners_.reserve(texts_.size());
    for (FactText const& text : texts_) {
      scanners_.emplace_back(text).collect_mid_sentence(in_sentences);
    }
    mid_sentence_ = SortedNames{std::move(in_sentences)};
    for (NameScanner& scanner : scanners_) {
      names_.push_back(scanner.names(mid_sentence_));
    }
  }

  /// A lone capital at the begin of a sentence is a name where the story shows it elsewhere, or where people speak.
  void drop_sentence_starts() {
    std::vector<std::string> parts;
    LowerCaseWords lower_case;
    auto const is_doubtful = [&](NameReading const& name) {
      return name.begins_sentence && !mid_sentence_.has(name.folded);
    };
    for (auto const& name : mid_sentence_) {
      for_each_word(name, [&](std::string_view word) { parts.emplace_back(word); });
    }
    for (std::size_t t = 0; t < names_.size(); ++t) {
      for (NameReading const& name : names_[t]) {
        auto const last_word = name.folded.rfind(' ');
        if (last_word != std::string::npos) {
          parts.push_back(name.folded.substr(last_word + 1));
        }
        if (is_doubtful(name)) {
          lower_case.ask_for(texts_[t].token(name.tokens.begin_token).word);
        }
      }
    }
    SortedNames const known{std::move(parts)};
    lower_case.look(texts_);
    for (std::size_t t = 0; t < names_.size(); ++t) {
      std::erase_if(names_[t], [&](NameReading const& name) {
        return is_doubtful(name) && (lower_case.has(texts_[t].token(name.tokens.begin_token).word) ||
                                     (!known.has(name.folded) && !is_like_one_of(known, name.folded)));
      });
    }
  }

  [[nodiscard]] static bool is_like_one_of(SortedNames const& known, std::string const& folded) {
    constexpr double least = 0.75;
    NameComparer const comparer{folded};
    std::size_t looked_at = 0;
    return std::any_of(known.begin(), known.end(), [&](std::string const& one) {
      return ++looked_at <= most_compared && one.size() >= 5 && comparer.letters_in_common(one, least) >= least;
    });
  }

  void count() {
    for (auto& telling : names_) {
      for (NameReading& name : telling) {
        name.number = table_.number_of(name.folded);
        auto& known = table_[name.number];
        known.votes += name.votes;
        known.family_first = known.family_first || name.family_first;
      }
    }
    for (std::size_t t = 0; t < names_.size(); ++t) {
      share_votes_in_lists(texts_[t], names_[t]);
    }
    for (NameNumber name = 0; is_place_ && name < table_.size(); ++name) {
      table_[name].votes.place += 1.5 * is_place_(table_[name].folded);
    }
  }

  /// "Seoul, Daegu and Busan": what stands in a list with a place is a place.
  void share_votes_in_lists(FactText const& text, std::vector<NameReading> const& names) {
    std::vector<double> handed_on(names.size());
    for (std::size_t i = 1; i < names.size(); ++i) {
      auto const from = names[i - 1].tokens.end_token;
      auto const to = names[i].tokens.begin_token;
      auto const is_comma = to == from + 1 && text.is_sign(from, ",");
      auto const is_and = (to == from + 1 && text.reads(from, "and")) ||
                          (to == from + 2 && text.is_sign(from, ",") && text.reads(from + 1, "and"));
      if (!is_comma && !is_and) {
        continue;
      }
      // Votes are handed on, so that the whole list is of one kind.
      handed_on[i] =
        std::max(handed_on[i], std::min(1.5, std::max(lead_of_place(names[i - 1].votes), handed_on[i - 1])));
      auto const back = std::min(1.5, lead_of_place(names[i].votes));
      table_[names[i - 1].number].votes.place += back > 0.5 ? back : 0;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      table_[names[i].number].votes.place += handed_on[i] > 0.5 ? handed_on[i] : 0;
    }
  }

  [[nodiscard]] static double lead_of_place(KindVotes const& votes) {
    return votes.place - std::max(votes.person, votes.organisation);
  }

  /// For each single word the full name it stands for, where just one name of two or more words has it.
  void join_short_forms() {
    struct FullNames {
      std::vector<NameNumber> by_last;
      std::vector<NameNumber> by_first;
    };

    std::vector<FullNames> full_names(table_.size());
    for (auto const name : table_.in_order()) {
      auto& known = table_[name];
      std::string_view const folded = known.folded;
      auto const words = 1 + std::count(folded.begin(), folded.end(), ' ');
      if (words < 2) {
        continue;
      }
      auto const last = table_.find(folded.substr(folded.rfind(' ') + 1));
      if (words == 2 && last && kind_of(table_[*last].votes) == MentionKind::Person) {
        known.votes.person += 2;
      }
      if (words > 5 || kind_of(known.votes) != MentionKind::Person) {
        continue;
      }
      if (last) {
        full_names[*last].by_last.push_back(name);
      }
      if (auto const first = table_.find(folded.substr(0, folded.find(' ')))) {
        full_names[*first].by_first.push_back(name);
      }
    }
    for (auto const name : table_.in_order()) {
      auto& known = table_[name];
      auto const is_first = full_names[name].by_last.empty();
      auto& fulls = is_first ? full_names[name].by_first : full_names[name].by_last;
      // A short form takes part where people do; a town that a family is named after does not.
      if (fulls.empty() || known.votes.place > known.votes.person + 2) {
        continue;
      }
      known.votes.person += 3;
      for (auto const full : fulls) {
        table_[full].family_first = table_[full].family_first || is_first;
      }
      known.full_forms = std::move(fulls);
    }
  }

  void vote() {
    std::vector<NameNumber> sure;
    std::vector<NameNumber> doubtful;
    for (auto const name : table_.in_order()) {
      auto& known = table_[name];
      known.kind = kind_of(known.votes);
      auto const most = std::max({known.votes.place, known.votes.person, known.votes.organisation});
      (most >= 3 ? sure : doubtful).push_back(name);
    }
    sure.resize(std::min(sure.size(), most_compared));
    doubtful.resize(std::min(doubtful.size(), most_compared));
    for (auto const name : doubtful) {
      double best = 0.69;
      auto& known = table_[name];
      NameComparer const comparer{known.folded};
      for (auto const other : sure) {
        auto const likeness = comparer.letters_in_common(table_[other].folded, best);
        if (likeness > best) {
          best = likeness;
          known.kind = table_[other].kind;
        }
      }
    }
  }

  /// "Headmistress Jane Doe" is Jane Doe, where the story knows her: words before a known person's full name are a title.
  void find_titled_people() {
    for (auto const name : table_.in_order()) {
      auto& known = table_[name];
      if (known.kind == MentionKind::Organisation) {
        continue;
      }
      std::string_view const folded = known.folded;
      for (auto space = folded.find(' '); space != std::string_view::npos; space = folded.find(' ', space + 1)) {
        auto const is_full_name = folded.find(' ', space + 1) != std::string_view::npos;
        auto const person = is_full_name ? table_.find(folded.substr(space + 1)) : std::nullopt;
        if (person && table_[*person].kind == MentionKind::Person) {
          known.kind = MentionKind::Person;
          known.untitled = person;
          break;
        }
      }
    }
  }

  /// The words of a person's name with the family name first.
  [[nodiscard]] static std::string with_family_first(KnownName const& person) {
    auto const last = person.folded.rfind(' ');
    if (last == std::string::npos || person.family_first) {
      return person.folded;
    }
    return person.folded.substr(last + 1) + " " + person.folded.substr(0, last);
  }

  [[nodiscard]] std::string key_of(NameNumber name) const {
    auto const* known = &table_[name];
    if (known->kind != MentionKind::Person) {
      return known->folded;
    }
    while (known->untitled) {
      known = &table_[*known->untitled];
    }
    auto const& fulls = known->full_forms;
    auto const is_here = [&](NameNumber full) { return is_in_telling_[full] != 0; };
    auto const here = std::count_if(fulls.begin(), fulls.end(), is_here);
    if (here == 1) {
      return with_family_first(table_[*std::find_if(fulls.begin(), fulls.end(), is_here)]);
    }
    return with_family_first(here == 0 && fulls.size() == 1 ? table_[fulls.front()] : *known);
  }

  std::vector<std::vector<Mention>> write() {
    std::vector<std::vector<Mention>> out(texts_.size());
    for (std::size_t t = 0; t < texts_.size(); ++t) {
      is_in_telling_.assign(table_.size(), 0);
      for (NameReading const& name : names_[t]) {
        is_in_telling_[name.number] = 1;
      }
      for (NameReading const& name : names_[t]) {
        add(texts_[t], name.tokens, name.number, out[t]);
      }
      find_in_headlines(texts_[t], scanners_[t].headlines(), out[t]);
      for (NameReading const& body : scan_bodies(texts_[t])) {
        add_body(texts_[t], body, out[t]);
      }
      std::stable_sort(out[t].begin(), out[t].end(), [](Mention const& a, Mention const& b) {
        return a.tokens.begin_token < b.tokens.begin_token;
      });
    }
    return out;
  }

  void add(FactText& text, TokenRange range, NameNumber name, std::vector<Mention>& out) const {
    auto mention = text.mention(table_[name].kind, range);
    mention.key = key_of(name);
    text.take(range);
    out.push_back(std::move(mention));
  }

  /// "Daejeon police" names the police; which town's is told by the place before it.
  void add_body(FactText& text, NameReading const& body, std::vector<Mention>& out) const {
    auto range = body.tokens;
    while (range.begin_token < range.end_token && text.is_taken(range.begin_token)) {
      ++range.begin_token;
    }
    if (range.size() == 0) {
      return;
    }
    auto mention = text.mention(MentionKind::Organisation, range);
    mention.key = fold_name(text.text().text_of(range));
    text.take(range);
    out.push_back(std::move(mention));
  }

  /// A headline writes every word with a capital: only names that the texts know are found there.
  void find_in_headlines(FactText& text, std::span<std::uint32_t const> headlines, std::vector<Mention>& out) const {
    constexpr std::uint32_t most_words = 6;
    for (auto const headline : headlines) {
      auto const sentence = text.text().sentences[headline].tokens;
      for (auto at = sentence.begin_token; at < sentence.end_token;) {
        auto const can_begin = text.is_word(at) && text.token(at).is_capitalised;
        auto end = can_begin ? std::min(at + most_words, sentence.end_token) : at;
        while (end > at) {
          auto const known =
            text.is_word(end - 1) ? table_.find(fold_name(text.text().text_of(TokenRange{at, end}))) : std::nullopt;
          if (known) {
            add(text, {at, end}, *known, out);
            break;
          }
          --end;
        }
        at = std::max(end, at + 1);
      }
    }
  }

  std::span<FactText> texts_;
  PlaceKnowledge const& is_place_;
  std::vector<NameScanner> scanners_;
  SortedNames mid_sentence_;
  std::vector<std::vector<NameReading>> names_;
  NameTable table_;
  std::vector<char> is_in_telling_;  ///< Of each name: the telling that is being written has it.
};

}  // namespace

std::vector<std::vector<Mention>> decide_names(std::span<FactText> texts, PlaceKnowledge const& is_place) {
  return NameDecision{texts, is_place}.decide();
}

std::string short_key(Mention const& name) {
  return name.kind == MentionKind::Person ? name.key.substr(0, name.key.find(' ')) : name.key;
}

}  // namespace stemma
