// SPDX-License-Identifier: Apache-2.0
#include "passages/thesaurus.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

#include "base/installed_file.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::string_view kMagic = "STMTHS01";
constexpr std::uint32_t kIdBits = (1U << 30U) - 1;

[[noreturn]] void refuse(std::string const& path, std::string const& why) {
  throw Error{ErrorKind::BadOption, "The thesaurus " + path + " " + why + "."};
}

/// Meanings of one kind, their kind taken off when they are compared.
Thesaurus::Meanings of_kind(Thesaurus::Meanings all, std::uint32_t kind) {
  auto const begin = std::lower_bound(all.begin(), all.end(), kind);
  auto const end = std::upper_bound(begin, all.end(), kind | kIdBits);
  return {begin, end};
}

bool meet(Thesaurus::Meanings left, Thesaurus::Meanings right) {
  for (std::size_t l = 0, r = 0; l < left.size() && r < right.size();) {
    std::uint32_t const a = left[l] & kIdBits;
    std::uint32_t const b = right[r] & kIdBits;
    if (a == b) {
      return true;
    }
    a < b ? ++l : ++r;
  }
  return false;
}

}  // namespace

std::shared_ptr<Thesaurus const> Thesaurus::open(std::string const& wanted) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<Thesaurus const>> opened;
  std::lock_guard const lock{mutex};
  if (auto const known = opened.find(wanted); known != opened.end()) {
    return known->second;
  }
  auto const path = wanted.empty() ? installed_file("thesaurus.bin") : wanted;
  std::shared_ptr<Thesaurus const> result;
  if (!path.empty()) {
    std::ifstream in{path, std::ios::binary};
    std::string const bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in.is_open() || in.bad() || bytes.empty()) {
      refuse(path, "cannot be read, or is empty");
    }
    result = std::make_shared<Thesaurus const>(bytes, path);
  }
  opened.emplace(wanted, result);
  return result;
}

Thesaurus::Thesaurus(std::string_view bytes, std::string const& path) {
  if (!bytes.starts_with(kMagic)) {
    refuse(path, "is no thesaurus of Stemma's");
  }
  std::array<std::uint32_t, 2> counts{};
  auto const head = kMagic.size() + sizeof(counts);
  if (bytes.size() < head) {
    refuse(path, "is cut off");
  }
  std::memcpy(counts.data(), bytes.data() + kMagic.size(), sizeof(counts));
  auto const [words, meanings] = counts;
  auto const word_bytes = std::uint64_t{words} * sizeof(std::uint64_t);
  auto const end_bytes = std::uint64_t{words} * sizeof(std::uint32_t);
  if (bytes.size() != head + word_bytes + end_bytes + std::uint64_t{meanings} * sizeof(std::uint32_t)) {
    refuse(path, "has another size than it says");
  }
  words_.resize(words);
  ends_.resize(words);
  meanings_.resize(meanings);
  std::memcpy(words_.data(), bytes.data() + head, word_bytes);
  std::memcpy(ends_.data(), bytes.data() + head + word_bytes, end_bytes);
  std::memcpy(
    meanings_.data(), bytes.data() + head + word_bytes + end_bytes, bytes.size() - head - word_bytes - end_bytes
  );
  bool const is_right = std::is_sorted(words_.begin(), words_.end()) && std::is_sorted(ends_.begin(), ends_.end()) &&
                        (ends_.empty() ? meanings_.empty() : ends_.back() == meanings_.size());
  if (!is_right) {
    refuse(path, "points outside itself");
  }
}

Thesaurus::Meanings Thesaurus::find(std::uint64_t hash) const {
  auto const at = std::lower_bound(words_.begin(), words_.end(), hash);
  if (at == words_.end() || *at != hash) {
    return {};
  }
  auto const word = static_cast<std::size_t>(at - words_.begin());
  std::uint32_t const begin = word == 0 ? 0 : ends_[word - 1];
  return Meanings{meanings_}.subspan(begin, ends_[word] - begin);
}

Thesaurus::Meanings Thesaurus::meanings_of(Token const& token) const {
  if (token.kind != TokenKind::Word) {
    return {};
  }
  auto const own = find(token.word);
  return own.empty() ? find(token.stem) : own;
}

Kinship Thesaurus::kinship(Meanings left, Meanings right) {
  if (left.empty() || right.empty()) {
    return Kinship::None;
  }
  if (meet(of_kind(left, kLemma), of_kind(right, kLemma))) {
    return Kinship::Lemma;
  }
  auto const left_own = of_kind(left, kOwn);
  auto const right_own = of_kind(right, kOwn);
  if (meet(left_own, right_own)) {
    return Kinship::Synonym;
  }
  auto const left_near = of_kind(left, kNear);
  auto const right_near = of_kind(right, kNear);
  if (meet(left_own, right_near) || meet(left_near, right_own)) {
    return Kinship::Near;
  }
  return meet(left_near, right_near) ? Kinship::Cousin : Kinship::None;
}

}  // namespace stemma
