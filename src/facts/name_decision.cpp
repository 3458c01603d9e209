// SPDX-License-Identifier: Apache-2.0
#include "facts/name_decision.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_set>

#include "base/name_similarity.hpp"

namespace stemma {

namespace {

/// More different names than this are not compared with each other: a list, or a hostile text.
constexpr std::size_t most_compared = 600;

/// Votes below this decide nothing.
constexpr double least_votes = 1;

struct KnownName {
  KindVotes votes;
  int mentions = 0;
  MentionKind kind = MentionKind::Name;
};

using NameTable = std::map<std::string, KnownName>;

std::vector<std::string> words_of(std::string const& folded) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < folded.size();) {
    auto const end = std::min(folded.find(' ', at), folded.size());
    words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

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
    for (FactText const& text : texts_) {
      collect_mid_sentence(text, mid_sentence_);
      for (std::uint32_t at = 0; at < text.size(); ++at) {
        if (text.is_word(at) && !text.token(at).is_capitalised) {
          lower_words_.insert(text.token(at).word);
        }
      }
    }
    for (FactText const& text : texts_) {
      names_.push_back(scan_names(text, mid_sentence_));
    }
    for (auto const& name : mid_sentence_) {
      for (auto& word : words_of(name)) {
        mid_words_.insert(std::move(word));
      }
    }
    for (auto const& telling : names_) {
      for (NameReading const& name : telling) {
        auto words = words_of(name.folded);
        if (words.size() >= 2) {
          mid_words_.insert(words.back());
        }
        if (name.family_first) {
          family_first_.insert(name.folded);
        }
      }
    }
  }

  /// A lone capital at the begin of a sentence is a name where the story shows it elsewhere, or where people speak.
  void drop_sentence_starts() {
    for (std::size_t t = 0; t < names_.size(); ++t) {
      std::erase_if(names_[t], [&](NameReading const& name) {
        if (!name.begins_sentence || mid_sentence_.contains(name.folded)) {
          return false;
        }
        auto const is_lower_elsewhere = lower_words_.contains(texts_[t].token(name.tokens.begin_token).word);
        return is_lower_elsewhere || (!mid_words_.contains(name.folded) && !is_like_known(name.folded));
      });
    }
  }

  [[nodiscard]] bool is_like_known(std::string const& folded) const {
    std::size_t looked_at = 0;
    return std::any_of(mid_words_.begin(), mid_words_.end(), [&](std::string const& known) {
      return ++looked_at <= most_compared && known.size() >= 5 && letters_in_common(known, folded) >= 0.75;
    });
  }

  void count() {
    for (auto const& telling : names_) {
      for (NameReading const& name : telling) {
        auto& known = table_[name.folded];
        known.votes += name.votes;
        ++known.mentions;
      }
    }
    for (std::size_t t = 0; t < names_.size(); ++t) {
      share_votes_in_lists(texts_[t], names_[t]);
    }
    for (auto& [folded, known] : table_) {
      auto const fame = is_place_ ? is_place_(folded) : 0;
      known.votes.place += 1.5 * fame;
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
      table_[names[i - 1].folded].votes.place += back > 0.5 ? back : 0;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      table_[names[i].folded].votes.place += handed_on[i] > 0.5 ? handed_on[i] : 0;
    }
  }

  [[nodiscard]] static double lead_of_place(KindVotes const& votes) {
    return votes.place - std::max(votes.person, votes.organisation);
  }

  /// For each single word the full name it stands for, where just one name of two or more words has it.
  void join_short_forms() {
    std::map<std::string, std::set<std::string>> full_of_last;
    std::map<std::string, std::set<std::string>> full_of_first;
    for (auto& [folded, known] : table_) {
      auto const words = words_of(folded);
      auto const single = words.size() == 2 ? table_.find(words.back()) : table_.end();
      if (single != table_.end() && kind_of(single->second.votes) == MentionKind::Person) {
        known.votes.person += 2;
      }
      if (words.size() >= 2 && words.size() <= 5 && kind_of(known.votes) == MentionKind::Person) {
        full_of_last[words.back()].insert(folded);
        full_of_first[words.front()].insert(folded);
      }
    }
    for (auto& [folded, known] : table_) {
      if (folded.find(' ') != std::string::npos) {
        continue;
      }
      auto const last = full_of_last.find(folded);
      auto const first = full_of_first.find(folded);
      auto const is_first = last == full_of_last.end() && first != full_of_first.end();
      auto const& fulls = last != full_of_last.end() ? &last->second : is_first ? &first->second : nullptr;
      // A short form takes part where people do; a town that a family is named after does not.
      if (fulls == nullptr || known.votes.place > known.votes.person + 2) {
        continue;
      }
      known.votes.person += 3;
      short_forms_[folded].assign(fulls->begin(), fulls->end());
      if (is_first) {
        for (auto const& full : *fulls) {
          family_first_.insert(full);
        }
      }
    }
  }

  void vote() {
    for (auto& [folded, known] : table_) {
      known.kind = kind_of(known.votes);
    }
    std::vector<NameTable::iterator> sure;
    std::vector<NameTable::iterator> doubtful;
    for (auto name = table_.begin(); name != table_.end(); ++name) {
      auto const most =
        std::max({name->second.votes.place, name->second.votes.person, name->second.votes.organisation});
      (most >= 3 ? sure : doubtful).push_back(name);
    }
    sure.resize(std::min(sure.size(), most_compared));
    doubtful.resize(std::min(doubtful.size(), most_compared));
    for (auto const name : doubtful) {
      double best = 0.69;
      MentionKind kind = name->second.kind;
      for (auto const other : sure) {
        auto const likeness = letters_in_common(name->first, other->first);
        if (likeness > best) {
          best = likeness;
          kind = other->second.kind;
        }
      }
      name->second.kind = kind;
    }
  }

  /// "Headmistress Jane Doe" is Jane Doe, where the story knows her: words before a known person's full name are a title.
  void find_titled_people() {
    for (auto& [folded, known] : table_) {
      if (known.kind == MentionKind::Organisation) {
        continue;
      }
      for (auto space = folded.find(' '); space != std::string::npos; space = folded.find(' ', space + 1)) {
        auto const person = table_.find(folded.substr(space + 1));
        auto const is_full_name = folded.find(' ', space + 1) != std::string::npos;
        if (is_full_name && person != table_.end() && person->second.kind == MentionKind::Person) {
          known.kind = MentionKind::Person;
          untitled_[folded] = person->first;
          break;
        }
      }
    }
  }

  [[nodiscard]] std::string key_of(std::string const& folded, MentionKind kind, std::set<std::string> const& in_telling)
    const {
    if (kind != MentionKind::Person) {
      return folded;
    }
    if (auto const untitled = untitled_.find(folded); untitled != untitled_.end()) {
      return key_of(untitled->second, kind, in_telling);
    }
    auto const short_form = short_forms_.find(folded);
    auto const* full = &folded;
    if (short_form != short_forms_.end()) {
      std::vector<std::string const*> fitting;
      for (auto const& one : short_form->second) {
        if (in_telling.contains(one)) {
          fitting.push_back(&one);
        }
      }
      if (fitting.size() == 1) {
        full = fitting.front();
      } else if (fitting.empty() && short_form->second.size() == 1) {
        full = &short_form->second.front();
      }
    }
    auto words = words_of(*full);
    if (words.size() >= 2 && !family_first_.contains(*full)) {
      std::rotate(words.begin(), words.end() - 1, words.end());
    }
    std::string key;
    for (auto const& word : words) {
      key += (key.empty() ? "" : " ") + word;
    }
    return key;
  }

  std::vector<std::vector<Mention>> write() {
    std::vector<std::vector<Mention>> out(texts_.size());
    for (std::size_t t = 0; t < texts_.size(); ++t) {
      std::set<std::string> in_telling;
      for (NameReading const& name : names_[t]) {
        in_telling.insert(name.folded);
      }
      for (NameReading const& name : names_[t]) {
        add(texts_[t], name.tokens, name.folded, in_telling, out[t]);
      }
      find_in_headlines(texts_[t], in_telling, out[t]);
      for (NameReading const& body : scan_bodies(texts_[t])) {
        add_body(texts_[t], body, out[t]);
      }
      std::stable_sort(out[t].begin(), out[t].end(), [](Mention const& a, Mention const& b) {
        return a.tokens.begin_token < b.tokens.begin_token;
      });
    }
    return out;
  }

  void add(
    FactText& text,
    TokenRange range,
    std::string const& folded,
    std::set<std::string> const& in_telling,
    std::vector<Mention>& out
  ) const {
    auto const known = table_.find(folded);
    auto mention = text.mention(known->second.kind, range);
    mention.key = key_of(folded, known->second.kind, in_telling);
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
  void find_in_headlines(FactText& text, std::set<std::string> const& in_telling, std::vector<Mention>& out) const {
    constexpr std::uint32_t most_words = 6;
    for (auto const& sentence : text.text().sentences) {
      if (!is_title_case(text, sentence.tokens)) {
        continue;
      }
      for (auto at = sentence.tokens.begin_token; at < sentence.tokens.end_token;) {
        auto end = std::min(at + most_words, sentence.tokens.end_token);
        while (end > at) {
          auto const folded = text.is_word(at) && text.token(at).is_capitalised && text.is_word(end - 1)
                                ? fold_name(text.text().text_of(TokenRange{at, end}))
                                : std::string{};
          if (!folded.empty() && table_.contains(folded)) {
            add(text, {at, end}, folded, in_telling, out);
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
  std::set<std::string> mid_sentence_;
  std::set<std::string> mid_words_;
  std::unordered_set<std::uint64_t> lower_words_;  // asked only whether it holds a word, so its order is of no matter
  std::vector<std::vector<NameReading>> names_;
  NameTable table_;
  std::map<std::string, std::vector<std::string>> short_forms_;
  std::map<std::string, std::string> untitled_;  ///< A person's name with a title before it → the name.
  std::set<std::string> family_first_;
};

}  // namespace

std::vector<std::vector<Mention>> decide_names(std::span<FactText> texts, PlaceKnowledge const& is_place) {
  return NameDecision{texts, is_place}.decide();
}

std::string short_key(Mention const& name) {
  return name.kind == MentionKind::Person ? name.key.substr(0, name.key.find(' ')) : name.key;
}

}  // namespace stemma
