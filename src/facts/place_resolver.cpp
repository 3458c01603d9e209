// SPDX-License-Identifier: Apache-2.0
#include "facts/place_resolver.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/name_similarity.hpp"

namespace stemma {

namespace {

constexpr std::size_t most_groups = 160;
constexpr std::size_t most_candidates = 48;

/// Spellings below this are two places.
constexpr double least_likeness = 0.7;

/// Places of one story lie within some such distance of each other.
constexpr double reach_km = 150;

double distance_km(GazetteerPlace const& a, GazetteerPlace const& b) {
  constexpr double radian = 0.017453292519943295;
  constexpr double earth_diameter_km = 12742;
  auto const half_latitude = std::sin((b.latitude - a.latitude) * radian / 2);
  auto const half_longitude = std::sin((b.longitude - a.longitude) * radian / 2);
  auto const h = half_latitude * half_latitude +
                 std::cos(a.latitude * radian) * std::cos(b.latitude * radian) * half_longitude * half_longitude;
  return earth_diameter_km * std::asin(std::sqrt(std::clamp(h, 0.0, 1.0)));
}

struct Spelling {
  std::set<std::size_t> tellings;
  int mentions = 0;
};

/// Spellings that stand for one place.
struct Group {
  std::vector<std::string> spellings;
  std::set<std::size_t> tellings;
  int mentions = 0;
  std::vector<PlaceIndex> candidates;
  std::optional<PlaceIndex> chosen;
  bool is_guess = false;  ///< No place bears any of the spellings.
};

class PlaceResolver {
 public:
  PlaceResolver(Gazetteer const& gazetteer, std::vector<std::vector<Mention>>& names) : gazetteer_{gazetteer}, names_{names} {}

  void resolve() {
    group();
    for (Group& group : groups_) {
      find_candidates(group);
    }
    choose_by_renown();
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
      for (Group& group : groups_) {
        choose(group);
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
      auto const place = gazetteer_.place(*group.chosen);
      auto const has_neighbour = std::any_of(groups_.begin(), groups_.end(), [&](Group const& other) {
        return !other.is_guess && other.chosen && distance_km(place, gazetteer_.place(*other.chosen)) < 2 * reach_km;
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
          spellings[name.key].tellings.insert(t);
          ++spellings[name.key].mentions;
        }
      }
    }
    // The commonest first, so that a garbled spelling joins the sound one.
    std::vector<std::map<std::string, Spelling>::const_iterator> order;
    for (auto one = spellings.cbegin(); one != spellings.cend(); ++one) {
      order.push_back(one);
    }
    std::stable_sort(order.begin(), order.end(), [](auto a, auto b) { return a->second.mentions > b->second.mentions; });
    order.resize(std::min(order.size(), most_groups));
    for (auto const one : order) {
      Group* best = nullptr;
      double best_likeness = least_likeness;
      for (Group& group : groups_) {
        auto const meets = std::any_of(one->second.tellings.begin(), one->second.tellings.end(), [&](std::size_t t) { return group.tellings.contains(t); });
        for (auto const& spelling : group.spellings) {
          auto const likeness = meets ? 0 : letters_in_common(spelling, one->first);
          if (likeness > best_likeness) {
            best_likeness = likeness;
            best = &group;
          }
        }
      }
      if (best == nullptr) {
        groups_.emplace_back();
        best = &groups_.back();
      }
      best->spellings.push_back(one->first);
      best->tellings.insert(one->second.tellings.begin(), one->second.tellings.end());
      best->mentions += one->second.mentions;
    }
  }

  void find_candidates(Group& group) const {
    std::set<PlaceIndex> all;
    for (auto const& spelling : group.spellings) {
      for (auto const place : gazetteer_.exact(spelling)) {
        all.insert(place);
      }
    }
    group.is_guess = all.empty();
    if (group.is_guess) {
      for (auto const& spelling : group.spellings) {
        for (auto const place : gazetteer_.near(spelling, 0.78, 12)) {
          all.insert(place);
        }
      }
    }
    group.candidates.assign(all.begin(), all.end());
    std::stable_sort(group.candidates.begin(), group.candidates.end(), [&](PlaceIndex a, PlaceIndex b) {
      return gazetteer_.place(a).population > gazetteer_.place(b).population;
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

  /// How well a candidate sits among the places of the other groups. A group of one candidate is a sure neighbour; of
  /// a group with many, the nearest of its candidates counts a little too, so that two doubtful towns find each other.
  void choose(Group& group) const {
    double best = -1;
    for (auto const candidate : group.candidates) {
      auto const place = gazetteer_.place(candidate);
      double score = 0.12 * std::log10(place.population + 10.0);
      for (Group const& other : groups_) {
        if (&other == &group || !other.chosen) {
          continue;
        }
        auto const chosen = gazetteer_.place(*other.chosen);
        auto const sureness = other.candidates.size() == 1 ? 1.0 : 0.6;
        score += sureness * std::exp(-distance_km(place, chosen) / reach_km);
        score += chosen.country == place.country ? 0.25 * sureness : 0;
        double nearest = 1e9;
        for (auto const alternative : other.candidates) {
          nearest = std::min(nearest, distance_km(place, gazetteer_.place(alternative)));
        }
        score += 0.5 * std::exp(-nearest / reach_km);
      }
      if (score > best) {
        best = score;
        group.chosen = candidate;
      }
    }
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
        auto const place = gazetteer_.place(*found->second->chosen);
        name.place = KnownPlace{std::string{place.name}, std::string{place.country}, std::string{place.region}, place.latitude,
                                place.longitude, gazetteer_.bears(*found->second->chosen, name.key)};
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
