// SPDX-License-Identifier: Apache-2.0
#include "corpus/unique_ids.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace stemma {

namespace {

/// Never the order of input: everything that tells two candidates apart.
bool stands_before(Candidate const& left, Candidate const& right) {
  auto const key = [](Candidate const& c) {
    Document const& d = c.document;
    return std::tie(d.source, c.line, d.id, d.text, d.published, d.outlet, d.title, d.language);
  };
  return key(left) < key(right);
}

std::string place_of(Candidate const& candidate) {
  std::string const& source = candidate.document.source;
  return candidate.line ? source + ":" + std::to_string(*candidate.line) : source;
}

using Group = std::vector<std::size_t>;

/// Candidates by the id that they would like to have, each group in their order.
std::unordered_map<std::string, Group> by_id(std::vector<Candidate> const& candidates) {
  std::unordered_map<std::string, Group> groups;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    groups[candidates[i].document.id].push_back(i);
  }
  return groups;
}

void call_by_path_where_names_collide(std::vector<Candidate>& candidates) {
  for (auto const& [id, group] : by_id(candidates)) {
    for (std::size_t const i : group) {
      if (group.size() > 1 && candidates[i].id_origin == IdOrigin::Derived && !candidates[i].document.source.empty()) {
        candidates[i].document.id = place_of(candidates[i]);
      }
    }
  }
}

void drop_repeated_records(Intake& intake) {
  auto& candidates = intake.candidates;
  std::vector<bool> is_repeated(candidates.size());
  for (auto const& [id, group] : by_id(candidates)) {
    std::unordered_map<std::string_view, std::size_t> first_with;
    for (std::size_t const i : group) {
      if (candidates[i].id_origin == IdOrigin::Stated) {
        is_repeated[i] = !first_with.try_emplace(candidates[i].document.text, i).second;
      }
      if (is_repeated[i]) {
        std::string const first = place_of(candidates[first_with.at(candidates[i].document.text)]);
        intake.skip(candidates[i].document.source, "same id and text as " + first, candidates[i].line);
      }
    }
  }
  std::vector<Candidate> kept;
  kept.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!is_repeated[i]) {
      kept.push_back(std::move(candidates[i]));
    }
  }
  candidates = std::move(kept);
}

void number_the_rest(Intake& intake) {
  auto& candidates = intake.candidates;
  auto const groups = by_id(candidates);
  std::unordered_set<std::string> taken;
  for (auto const& [id, group] : groups) {
    taken.insert(id);
  }
  std::unordered_map<std::string, std::size_t> last_number;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Document& document = candidates[i].document;
    Group const& group = groups.at(document.id);
    if (group.front() == i) {
      continue;
    }
    std::string const wanted = document.id;
    std::size_t& number = last_number.try_emplace(wanted, 1).first->second;
    do {
      document.id = wanted + "-" + std::to_string(++number);
    } while (!taken.insert(document.id).second);
    intake.notice(
      document.source,
      "the id \"" + wanted + "\" belongs to another text (" + place_of(candidates[group.front()]) +
        "); this one is called \"" + document.id + "\"",
      candidates[i].line
    );
  }
}

}  // namespace

void settle_ids(Intake& intake) {
  auto& candidates = intake.candidates;
  std::sort(candidates.begin(), candidates.end(), stands_before);
  drop_repeated_records(intake);
  call_by_path_where_names_collide(candidates);
  number_the_rest(intake);
  std::sort(candidates.begin(), candidates.end(), [](Candidate const& left, Candidate const& right) {
    return left.document.id < right.document.id;
  });
}

}  // namespace stemma
