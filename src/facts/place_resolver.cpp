// SPDX-License-Identifier: Apache-2.0
#include "facts/place_resolver.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "base/name_similarity.hpp"

namespace stemma {

namespace {

constexpr std::size_t most_groups = 160;
constexpr std::size_t most_candidates = 32;

/// Spellings below this are two places.
constexpr double least_likeness = 0.7;

/// Places of one story lie within some such distance of each other.
constexpr double reach_km = 150;

/// A place as a point on the globe: distances are straight lines through the earth, which is near enough up to 2,000 km.
struct Candidate {
  PlaceIndex index = 0;
  std::array<double, 3> point_km{};
  std::string_view country;
  double renown = 0;
};

Candidate candidate_of(Gazetteer const& gazetteer, PlaceIndex index) {
  constexpr double radian = 0.017453292519943295;
  constexpr double earth_radius_km = 6371;
  auto const place = gazetteer.place(index);
  auto const latitude = place.latitude * radian;
  auto const longitude = place.longitude * radian;
  auto const ring = earth_radius_km * std::cos(latitude);
  return {
    index,
    {ring * std::cos(longitude), ring * std::sin(longitude), earth_radius_km * std::sin(latitude)},
    place.country,
    std::log10(place.population + 10.0)};
}

double square_km(Candidate const& a, Candidate const& b) {
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    sum += (a.point_km[i] - b.point_km[i]) * (a.point_km[i] - b.point_km[i]);
  }
  return sum;
}

/// 1 for the same point, falling to 0.37 at `reach_km`; nothing beyond ten times that.
double nearness(double square) {
  constexpr double farthest = 100 * reach_km * reach_km;
  return square < farthest ? std::exp(-std::sqrt(square) / reach_km) : 0;
}

struct Spelling {
  std::vector<std::size_t> tellings;  ///< Sorted.
  int mentions = 0;
};

/// Spellings that stand for one place.
struct Group {
  std::vector<std::string> spellings;
  std::vector<char> is_in;  ///< Of each telling: it has one of them.
  int mentions = 0;
  std::vector<Candidate> candidates;
  std::vector<double>
    best_nearness;  ///< Of each candidate to the nearest candidate of each group, candidate by candidate.
  std::optional<Candidate> chosen;
  bool is_guess = false;  ///< No place bears any of the spellings.
};

class PlaceResolver {
 public:
  PlaceResolver(Gazetteer const& gazetteer, std::vector<std::vector<Mention>>& names)
      : gazetteer_{gazetteer}, names_{names} {}

  void resolve() {
    group();
    for (Group& group : groups_) {
      find_candidates(group);
    }
    choose_by_renown();
    for (Group& group : groups_) {
      find_nearness(group);
    }
    constexpr int rounds = 3;
    bool has_changed = true;
    for (int round = 0; round < rounds && has_changed; ++round) {
      has_changed = false;
      for (Group& group : groups_) {
        if (group.candidates.size() > 1) {
          has_changed = choose(group) || has_changed;
        }
      }
    }
    drop_far_guesses();
    write();
  }

 private:
  /// A name that no place bears may be a garbled one nearby, hardly one far from all that the story tells of.
  void drop_far_guesses() {
    for (Group& group : groups_) {
      if (!group.is_guess || !group.chosen) {
        continue;
      }
      auto const has_neighbour = std::any_of(groups_.begin(), groups_.end(), [&](Group const& other) {
        return !other.is_guess && other.chosen && square_km(*group.chosen, *other.chosen) < 4 * reach_km * reach_km;
      });
      if (!has_neighbour) {
        group.chosen.reset();
      }
    }
  }

  void group() {
    std::map<std::string, Spelling> spellings;
    for (std::size_t t = 0; t < names_.size(); ++t) {
      for (Mention const& name : names_[t]) {
        if (name.kind == MentionKind::Place) {
          auto& spelling = spellings[name.key];
          if (spelling.tellings.empty() || spelling.tellings.back() != t) {
            spelling.tellings.push_back(t);
          }
          ++spelling.mentions;
        }
      }
    }
    // The commonest first, so that a garbled spelling joins the sound one.
    std::vector<std::map<std::string, Spelling>::const_iterator> order;
    for (auto one = spellings.cbegin(); one != spellings.cend(); ++one) {
      order.push_back(one);
    }
    std::stable_sort(order.begin(), order.end(), [](auto a, auto b) {
      return a->second.mentions > b->second.mentions;
    });
    order.resize(std::min(order.size(), most_groups));
    for (auto const one : order) {
      Group* best = nullptr;
      double best_likeness = least_likeness;
      for (Group& group : groups_) {
        auto const meets = std::any_of(one->second.tellings.begin(), one->second.tellings.end(), [&](std::size_t t) {
          return group.is_in[t] != 0;
        });
        for (auto const& spelling : group.spellings) {
          auto const likeness = meets ? 0 : letters_in_common(spelling, one->first);
          if (likeness > best_likeness) {
            best_likeness = likeness;
            best = &group;
          }
        }
      }
      if (best == nullptr) {
        groups_.emplace_back().is_in.resize(names_.size());
        best = &groups_.back();
      }
      best->spellings.push_back(one->first);
      for (auto const t : one->second.tellings) {
        best->is_in[t] = 1;
      }
      best->mentions += one->second.mentions;
    }
  }

  void find_candidates(Group& group) const {
    std::vector<PlaceIndex> all;
    for (auto const& spelling : group.spellings) {
      auto const exact = gazetteer_.exact(spelling);
      all.insert(all.end(), exact.begin(), exact.end());
    }
    group.is_guess = all.empty();
    if (group.is_guess) {
      for (auto const& spelling : group.spellings) {
        auto const near = gazetteer_.near(spelling, 0.78, 12);
        all.insert(all.end(), near.begin(), near.end());
      }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    group.candidates.reserve(all.size());
    for (auto const place : all) {
      group.candidates.push_back(candidate_of(gazetteer_, place));
    }
    std::stable_sort(group.candidates.begin(), group.candidates.end(), [](Candidate const& a, Candidate const& b) {
      return a.renown > b.renown;
    });
    group.candidates.resize(std::min(group.candidates.size(), most_candidates));
  }

  void choose_by_renown() {
    for (Group& group : groups_) {
      if (!group.candidates.empty()) {
        group.chosen = group.candidates.front();
      }
    }
  }

  /// A single candidate is not chosen from others.
  void find_nearness(Group& group) const {
    if (group.candidates.size() < 2) {
      return;
    }
    group.best_nearness.reserve(group.candidates.size() * groups_.size());
    for (Candidate const& candidate : group.candidates) {
      for (Group const& other : groups_) {
        auto nearest = std::numeric_limits<double>::infinity();
        for (std::size_t c = 0; &other != &group && c < other.candidates.size(); ++c) {
          Candidate const& alternative = other.candidates[c];
          nearest = std::min(nearest, square_km(candidate, alternative));
        }
        group.best_nearness.push_back(nearness(nearest));
      }
    }
  }

  /// How well a candidate sits among the places of the other groups. A group of one candidate is a sure neighbour; of
  /// a group with many, the nearest of its candidates counts a little too, so that two doubtful towns find each other. Whether
  /// another one is chosen now.
  bool choose(Group& group) const {
    auto const before = group.chosen->index;
    double best = -1;
    for (std::size_t c = 0; c < group.candidates.size(); ++c) {
      Candidate const& candidate = group.candidates[c];
      auto const of_groups = std::span{group.best_nearness}.subspan(c * groups_.size(), groups_.size());
      double score = 0.12 * candidate.renown;
      for (Group const& other : groups_) {
        if (&other == &group || !other.chosen) {
          continue;
        }
        auto const sureness = other.candidates.size() == 1 ? 1.0 : 0.6;
        score += sureness * nearness(square_km(candidate, *other.chosen));
        score += other.chosen->country == candidate.country ? 0.25 * sureness : 0;
        score += 0.5 * of_groups[static_cast<std::size_t>(&other - groups_.data())];
      }
      if (score > best) {
        best = score;
        group.chosen = candidate;
      }
    }
    return group.chosen->index != before;
  }

  void write() const {
    std::map<std::string_view, Group const*> group_of;
    for (Group const& group : groups_) {
      for (auto const& spelling : group.spellings) {
        group_of.emplace(spelling, &group);
      }
    }
    for (auto& telling : names_) {
      for (Mention& name : telling) {
        auto const found = name.kind == MentionKind::Place ? group_of.find(name.key) : group_of.end();
        if (found == group_of.end() || !found->second->chosen) {
          continue;
        }
        auto const index = found->second->chosen->index;
        auto const place = gazetteer_.place(index);
        name.place = KnownPlace{std::string{place.name},   std::string{place.country},
                                std::string{place.region}, place.latitude,
                                place.longitude,           gazetteer_.bears(index, name.key)};
      }
    }
  }

  Gazetteer const& gazetteer_;
  std::vector<std::vector<Mention>>& names_;
  std::vector<Group> groups_;
};

}  // namespace

void resolve_places(Gazetteer const& gazetteer, std::vector<std::vector<Mention>>& names) {
  PlaceResolver{gazetteer, names}.resolve();
}

}  // namespace stemma
