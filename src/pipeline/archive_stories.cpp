// SPDX-License-Identifier: Apache-2.0
#include "pipeline/archive_stories.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "archive/damaged.hpp"
#include "base/copy_rule.hpp"
#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "pairs/counted_text.hpp"
#include "pairs/pair_judge.hpp"
#include "stories/average_link.hpp"
#include "stories/neighbours.hpp"
#include "stories/story_rule.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

/// Joins numbers into groups.
class Groups {
 public:
  std::uint32_t root(std::uint32_t number) {
    auto at = parents_.try_emplace(number, number).first->second;
    while (at != number) {
      auto const above = parents_.at(at);
      parents_[number] = above;
      number = at;
      at = above;
    }
    return number;
  }

  void join(std::uint32_t left, std::uint32_t right) {
    auto const a = root(left);
    auto const b = root(right);
    parents_[std::max(a, b)] = std::min(a, b);
  }

  [[nodiscard]] std::map<std::uint32_t, std::set<std::uint32_t>> all() {
    std::map<std::uint32_t, std::set<std::uint32_t>> groups;
    std::vector<std::uint32_t> numbers;
    for (auto const& [number, parent] : parents_) {
      numbers.push_back(number);
    }
    for (auto const number : numbers) {
      groups[root(number)].insert(number);
    }
    return groups;
  }

 private:
  std::unordered_map<std::uint32_t, std::uint32_t> parents_;
};

}  // namespace

/// What the catalogue says of older documents.
void ArchiveStories::know(std::span<std::uint32_t const> numbers) {
  for (auto const number : numbers) {
    if (members_.contains(number)) {
      continue;
    }
    auto entry = store_.catalogue().document(number);
    if (!entry) {
      continue;  // It was removed.
    }
    auto& member = members_[number];
    member.number = number;
    member.story = entry->story;
    member.published = entry->published;
    member.id = std::move(entry->id);
    member.language = std::move(entry->language);
    member.title_bytes = entry->title_bytes;
  }
}

/// Vectors of older documents, in parallel.
void ArchiveStories::read(std::span<std::uint32_t const> numbers) {
  std::vector<Member*> unread;
  for (auto const number : numbers) {
    auto const found = members_.find(number);
    if (found != members_.end() && found->second.of_batch == nullptr && !found->second.is_read) {
      found->second.is_read = true;
      auto const known = vectors_.find(number);
      if (!known.empty()) {
        found->second.vector.assign(known.begin(), known.end());
      } else {
        unread.push_back(&found->second);
      }
    }
  }
  parallel_for(unread.size(), rule_.threads, [&](std::size_t i) {
    Member& member = *unread[i];
    try {
      Document document;
      document.text = text_of(member);
      document.language = member.language;
      if (member.title_bytes > 0) {
        document.title = document.text.substr(0, member.title_bytes);
      }
      member.vector = pile_.vector(read_story_words(Tokenizer{}.tokenize(document)), texts_);
    } catch (DamagedSegment const&) {  // `check` names it; the document stays where it is.
    }
  });
  for (auto const* member : unread) {
    vectors_.put(member->number, member->vector);
  }
}

std::string ArchiveStories::text_of(Member const& member) const {
  if (member.of_batch != nullptr) {
    return member.of_batch->document.text;
  }
  auto const place = store_.place_of(member.number);
  return place ? store_.text(*place) : std::string{};
}

std::vector<ArchiveStories::Pair> ArchiveStories::measure(Batch const& batch, ArchiveCandidates const& candidates)
  const {
  std::vector<Pair> pairs(candidates.pairs.size());
  constexpr std::size_t task_pairs = 64;
  parallel_for((pairs.size() + task_pairs - 1) / task_pairs, rule_.threads, [&](std::size_t task) {
    thread_local CountedText left;
    thread_local CountedText right;
    thread_local TextComparison comparison;
    auto const& kernel = chosen_mask_kernel();
    std::uint32_t counted = 0;
    for (auto i = task * task_pairs; i < std::min(pairs.size(), (task + 1) * task_pairs); ++i) {
      auto const& candidate = candidates.pairs[i];
      auto const& later = members_.at(batch[candidate.place].number);
      auto const earlier = members_.find(candidate.other);
      if (earlier == members_.end() || earlier->second.words().empty()) {
        continue;
      }
      auto& pair = pairs[i];
      pair.later = later.number;
      pair.earlier = candidate.other;
      pair.likeness = cosine(later.words(), earlier->second.words());
      if (rule_.has_clocks) {
        pair.likeness *= time_factor(later.published, earlier->second.published);
      }
      if (candidate.common + candidate.common_in_crowds == 0) {
        continue;
      }
      try {
        if (counted != later.number) {
          left.count(text_of(later), kernel);
          counted = later.number;
        }
        right.count(text_of(earlier->second), kernel);
      } catch (DamagedSegment const&) {
        continue;
      }
      SharedShingles found;
      auto const figures = judge(left, right, comparison, {kernel, kStoryWindow, candidates.crowded}, {}, found);
      auto const share = std::max(figures.containment_left, figures.containment_right);
      pair.copied = is_copy(figures) && share >= kCopiedShare ? share : 0;
    }
  });
  return pairs;
}

/// The groups of documents and stories that pairs hold together.
std::vector<ArchiveStories::Group> ArchiveStories::group(std::vector<Pair> const& pairs) {
  Groups groups;
  std::map<std::uint32_t, std::vector<CatalogueCopy>> copies;
  for (auto const& pair : pairs) {
    // No average is more than its greatest part: without one pair as much alike, nothing can be joined.
    if (pair.later == 0 || (pair.likeness < rule_.threshold && pair.copied == 0)) {
      continue;
    }
    groups.join(pair.later, members_.at(pair.earlier).story);
    if (pair.copied > 0) {
      copies[pair.later].push_back({pair.later, pair.earlier, pair.copied});
    }
  }
  std::vector<Group> found;
  for (auto const& [root, numbers] : groups.all()) {
    auto& one = found.emplace_back();
    for (auto const number : numbers) {
      auto const held = copies.find(number);
      if (held != copies.end()) {
        one.copies.insert(one.copies.end(), held->second.begin(), held->second.end());
      }
    }
    fill(one, numbers);
  }
  return found;
}

/// Those that are compared: the documents of the batch, and all of the stories, or those that stand for a large one.
void ArchiveStories::fill(Group& group, std::set<std::uint32_t> const& stories) {
  for (auto const story : stories) {
    auto const known = members_.find(story);
    if (known != members_.end() && known->second.of_batch != nullptr) {
      group.compared.push_back(story);
      continue;
    }
    auto const all = store_.catalogue().members_of(story);
    auto const wanted = all.size() > kLargeStory ? kStoryStandIns : all.size();
    std::vector<std::uint32_t> chosen;
    for (std::size_t i = 0; i < wanted; ++i) {
      chosen.push_back(all[i * all.size() / wanted]);
    }
    know(chosen);
    for (auto const number : all) {
      if (!std::ranges::binary_search(chosen, number)) {
        group.followers[story].push_back(number);
      }
    }
    for (auto const number : chosen) {
      group.compared.push_back(number);
      for (auto const& copy : store_.catalogue().copies_of(number)) {
        group.copies.push_back(copy);
      }
      if (wanted < all.size() && number != chosen.front()) {
        group.copies.push_back({number, chosen.front(), 1});  // a large story stays together
      }
    }
  }
}

void ArchiveStories::cluster(Group& group) const {
  auto& numbers = group.compared;
  std::ranges::sort(numbers, {}, [&](std::uint32_t number) -> std::string const& {
    auto const& member = members_.at(number);
    return member.of_batch == nullptr ? member.id : member.of_batch->document.id;
  });
  std::vector<WordVector> vectors;
  std::unordered_map<std::uint32_t, std::uint32_t> places;
  for (std::uint32_t place = 0; place < numbers.size(); ++place) {
    vectors.push_back(members_.at(numbers[place]).words());
    places.emplace(numbers[place], place);
  }
  auto alike = find_neighbours(vectors, rule_.threshold * kLeastStoryPart);
  if (rule_.has_clocks) {
    for (auto& pair : alike) {
      pair.similarity *=
        time_factor(members_.at(numbers[pair.left]).published, members_.at(numbers[pair.right]).published);
    }
  }
  std::vector<Likeness> together;
  for (auto const& copy : group.copies) {
    auto const later = places.find(copy.later);
    auto const earlier = places.find(copy.earlier);
    if (later != places.end() && earlier != places.end()) {
      together.push_back(
        {std::min(later->second, earlier->second), std::max(later->second, earlier->second), copy.share}
      );
    }
  }
  // What cannot be read stays where it was.
  std::map<std::uint32_t, std::uint32_t> first_of_story;
  for (std::uint32_t place = 0; place < numbers.size(); ++place) {
    auto const& member = members_.at(numbers[place]);
    if (member.of_batch == nullptr && !vectors[place].empty()) {
      first_of_story.try_emplace(member.story, place);
    }
  }
  for (std::uint32_t place = 0; place < numbers.size(); ++place) {
    auto const& member = members_.at(numbers[place]);
    auto const first = first_of_story.find(member.story);
    if (member.of_batch == nullptr && vectors[place].empty() && first != first_of_story.end()) {
      together.push_back({std::min(place, first->second), std::max(place, first->second), 1});
    }
  }
  for (auto const& cluster : link_by_average(numbers.size(), alike, together, rule_.threshold).clusters) {
    auto& found = group.clusters.emplace_back();
    for (auto const place : cluster) {
      found.push_back(numbers[place]);
    }
    std::ranges::sort(found);
  }
}

/// Writes what was found. What is not compared, or cannot be read, goes where most of its story goes.
void ArchiveStories::settle(Group const& group, std::uint64_t commit, std::set<std::uint32_t>& touched) {
  auto clusters = group.clusters;
  for (auto const& [story, followers] : group.followers) {
    auto const has_story = [&](std::vector<std::uint32_t> const& cluster) {
      return std::ranges::count_if(cluster, [&](std::uint32_t number) {
        auto const member = members_.find(number);  // none for those that followed another story
        return member != members_.end() && member->second.story == story;
      });
    };
    auto const home = std::ranges::max_element(clusters, {}, has_story);
    home->insert(home->end(), followers.begin(), followers.end());
    std::ranges::sort(*home);
  }
  auto& catalogue = store_.catalogue();
  for (auto const number : group.compared) {
    catalogue.drop_story(members_.at(number).story);
  }
  for (auto const& cluster : clusters) {
    CatalogueStory row{cluster.front(), static_cast<std::uint32_t>(cluster.size()), {}, {}, commit};
    for (auto const number : cluster) {
      auto const known = members_.find(number);
      auto const published = known == members_.end() ? catalogue.published_of(number) : known->second.published;
      if (published) {
        row.first_published = std::min(row.first_published.value_or(*published), *published);
        row.last_published = std::max(row.last_published.value_or(*published), *published);
      }
      if (known != members_.end() && known->second.of_batch != nullptr) {
        known->second.of_batch->story = row.story;
      } else if (known == members_.end() || known->second.story != row.story) {
        catalogue.set_story(number, row.story);
      }
      if (known != members_.end()) {
        known->second.story = row.story;
      }
    }
    if (cluster.size() > 1) {
      catalogue.put_story(row);
      touched.insert(row.story);
    }
  }
  for (auto const& copy : group.copies) {
    auto const later = members_.find(copy.later);
    if (later != members_.end() && later->second.of_batch != nullptr) {
      catalogue.put_copy(copy);
    }
  }
}

void ArchiveStories::join(
  Batch& batch, ArchiveCandidates const& candidates, std::uint64_t commit, std::set<std::uint32_t>& touched
) {
  members_.clear();
  for (auto& document : batch) {
    document.story = document.number;
    auto& member = members_[document.number];
    member.number = member.story = document.number;
    member.published = document.document.published;
    member.of_batch = &document;
  }
  std::vector<std::uint32_t> others;
  for (auto const& pair : candidates.pairs) {
    others.push_back(pair.other);
  }
  std::ranges::sort(others);
  others.erase(std::unique(others.begin(), others.end()), others.end());
  know(others);
  read(others);
  auto groups = group(measure(batch, candidates));
  std::vector<std::uint32_t> compared;
  for (auto const& one : groups) {
    compared.insert(compared.end(), one.compared.begin(), one.compared.end());
  }
  read(compared);
  parallel_for(groups.size(), rule_.threads, [&](std::size_t i) { cluster(groups[i]); });
  for (auto const& one : groups) {
    settle(one, commit, touched);
  }
  for (auto& document : batch) {
    vectors_.put(document.number, document.vector);
  }
}

void ArchiveStories::look_again(std::uint32_t story, std::uint64_t commit) {
  members_.clear();
  Group remaining;
  auto const all = store_.catalogue().members_of(story);
  store_.catalogue().drop_story(story);
  if (all.empty()) {
    return;
  }
  fill(remaining, {story});
  read(remaining.compared);
  cluster(remaining);
  std::set<std::uint32_t> touched;
  settle(remaining, commit, touched);
}

}  // namespace stemma
