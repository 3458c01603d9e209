// SPDX-License-Identifier: Apache-2.0
#include "follow/robots.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace stemma::follow {

namespace {

constexpr std::size_t kMostRules = 10'000;
constexpr std::size_t kLongestPattern = 2048;
constexpr int kLongestDelaySeconds = 60;

std::string lower(std::string_view text) {
  std::string result{text};
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

std::string_view trimmed(std::string_view text) {
  auto const begin = std::min(text.find_first_not_of(" \t\r"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

/// Whether a pattern with "*" (anything) and "$" (the end) fits the beginning of a path.
bool fits(std::string_view pattern, std::string_view path) {
  bool const is_whole = pattern.ends_with('$');
  pattern.remove_suffix(is_whole ? 1 : 0);
  std::size_t p = 0;
  std::size_t t = 0;
  std::optional<std::pair<std::size_t, std::size_t>> star;  // where to go on after the last "*"
  for (;;) {
    if (p == pattern.size() && (!is_whole || t == path.size())) {
      return true;
    }
    if (p < pattern.size() && pattern[p] == '*') {
      star = {++p, t};
    } else if (p < pattern.size() && t < path.size() && pattern[p] == path[t]) {
      ++p;
      ++t;
    } else if (star && star->second < path.size()) {
      p = star->first;
      t = ++star->second;
    } else {
      return false;
    }
  }
}

}  // namespace

Robots::Robots(std::string_view file, std::string_view agent) {
  std::vector<Rule> for_all;
  std::chrono::seconds delay_for_all{0};
  bool is_named = false;      // the file has a group for this agent
  bool is_for_agent = false;  // the group in hand is one
  bool is_for_all = false;
  bool is_in_names = false;
  while (!file.empty()) {
    auto const end = std::min(file.find('\n'), file.size());
    auto line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    line = line.substr(0, line.find('#'));
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) {
      continue;
    }
    auto const field = lower(trimmed(line.substr(0, colon)));
    auto const value = trimmed(line.substr(colon + 1));
    if (field == "user-agent") {
      if (!std::exchange(is_in_names, true)) {
        is_for_agent = is_for_all = false;
      }
      is_for_agent = is_for_agent || lower(value) == agent;
      is_for_all = is_for_all || value == "*";
      is_named = is_named || is_for_agent;
      continue;
    }
    is_in_names = false;
    if (!is_for_agent && !is_for_all) {
      continue;
    }
    if ((field == "allow" || field == "disallow") && !value.empty() && value.size() <= kLongestPattern) {
      auto& rules = is_for_agent ? rules_ : for_all;
      if (rules.size() < kMostRules) {
        rules.push_back({std::string{value}, field == "allow"});
      }
    } else if (field == "crawl-delay") {
      int seconds = 0;
      std::from_chars(value.data(), value.data() + value.size(), seconds);
      (is_for_agent ? delay_ : delay_for_all) = std::chrono::seconds{std::clamp(seconds, 0, kLongestDelaySeconds)};
    }
  }
  if (!is_named) {
    rules_ = std::move(for_all);
    delay_ = delay_for_all;
  }
}

bool Robots::allows(std::string_view path) const {
  std::size_t longest = 0;
  bool is_allowed = true;
  for (auto const& rule : rules_) {
    bool const is_stronger = rule.pattern.size() > longest || (rule.pattern.size() == longest && rule.allows);
    if (is_stronger && fits(rule.pattern, path)) {
      longest = rule.pattern.size();
      is_allowed = rule.allows;
    }
  }
  return is_allowed;
}

}  // namespace stemma::follow
