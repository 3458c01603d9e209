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
#include "pipeline/number_groups.hpp"
#include "stories/average_link.hpp"
#include "stories/neighbours.hpp"
#include "stories/story_rule.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {

/// What the catalogue says of older documents.
void ArchiveStories::know(std::span<std::uint32_t const> numbers) {
  for (auto const number : numbers) {
    if (members_.find(number) != nullptr) {
      continue;
    }
    auto entry = store_.catalogue().member(number);
    if (!entry) {
      continue;  // It was removed.
    }
    auto& member = members_.add(number);
    member.story = entry->story;
    member.published = entry->published;
    member.id = std::move(entry->id);
    member.language = std::move(entry->language);
    member.title_bytes = entry->title_bytes;
  }
}

/// Vectors of older documents, in parallel.
void ArchiveStories::read(std::span<std::uint32_t const> numbers) {
  std::vector<ArchiveMember*> unread;
  for (auto const number : numbers) {
    auto* const member = members_.find(number);
    if (member != nullptr && !member->is_read) {
      member->is_read = true;
      member->words = vectors_.find(number);
      if (member->words.empty()) {
        unread.push_back(member);
      }
    }
  }
  std::vector<std::vector<ShortWord>> found(unread.size());
  parallel_for(unread.size(), rule_.threads, [&](std::size_t i) {
    ArchiveMember const& member = *unread[i];
    try {
      Document document;
      document.text = text_of(member);
      document.language = member.language;
      if (member.title_bytes > 0) {
        document.title = document.text.substr(0, member.title_bytes);
      }
      shorten(pile_.vector(read_story_words(Tokenizer{}.tokenize(document)), texts_), found[i]);
    } catch (DamagedSegment const&) {  // `check` names it; the document stays where it is.
    }
  });
  for (std::size_t i = 0; i < unread.size(); ++i) {
    unread[i]->words = vectors_.put(unread[i]->number, found[i]);
  }
}

std::string ArchiveStories::text_of(ArchiveMember const& member) const {
  if (member.of_batch != nullptr) {
    return member.of_batch->document.text;
  }
  auto const place = store_.place_of(member.number);
  return place ? store_.text(*place) : std::string{};
}

/// Compares the texts of those that share anchors.
std::vector<ArchiveStories::Pair> ArchiveStories::find_copies(Batch const& batch, ArchiveCandidates const& candidates)
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
      auto const* const earlier = members_.find(candidate.other);
      pairs[i] = {&later, earlier};
      if (earlier == nullptr || candidate.common + candidate.common_in_crowds == 0) {
        continue;
      }
      try {
        if (counted != later.number) {
          left.count(later.of_batch->document.text, kernel);
          counted = later.number;
        }
        right.count(earlier->of_batch != nullptr ? earlier->of_batch->document.text : text_of(*earlier), kernel);
      } catch (DamagedSegment const&) {
        continue;
      }
      SharedShingles found;
      auto const figures = judge(left, right, comparison, {kernel, kStoryWindow, candidates.crowded}, {}, found);
      auto const share = std::max(figures.containment_left, figures.containment_right);
      pairs[i].copied = is_copy(figures) && share >= kCopiedShare ? share : 0;
    }
  });
  return pairs;
}

/// Compares the words of the others, but for those that copies have brought together already, directly or through others.
void ArchiveStories::find_alike(std::vector<Pair>& pairs) {
  NumberGroups groups;
  for (auto const& pair : pairs) {
    if (pair.copied > 0) {
      groups.join(pair.later->number, pair.earlier->story);
    }
  }
  std::vector<Pair*> open;
  std::vector<std::uint32_t> numbers;
  for (auto& pair : pairs) {
    if (pair.earlier != nullptr && groups.root(pair.later->number) != groups.root(pair.earlier->story)) {
      open.push_back(&pair);
      numbers.push_back(pair.earlier->number);
    }
  }
  read(numbers);
  constexpr std::size_t task_pairs = 256;
  parallel_for((open.size() + task_pairs - 1) / task_pairs, rule_.threads, [&](std::size_t task) {
    for (auto i = task * task_pairs; i < std::min(open.size(), (task + 1) * task_pairs); ++i) {
      auto const& later = *open[i]->later;
      auto const& earlier = *open[i]->earlier;
      auto const factor = rule_.has_clocks ? time_factor(later.published, earlier.published) : 1.0;
      // No average is more than its greatest part: without one pair as much alike, nothing can be joined.
      open[i]->is_alike = cosine(later.words, earlier.words) * factor >= rule_.threshold;
    }
  });
}

/// The groups of documents and stories that pairs hold together.
std::vector<ArchiveStories::Group> ArchiveStories::group(std::vector<Pair> const& pairs) {
  NumberGroups groups;
  std::map<std::uint32_t, std::vector<CatalogueCopy>> copies;
  for (auto const& pair : pairs) {
    if (!pair.is_alike && pair.copied == 0) {
      continue;
    }
    groups.join(pair.later->number, pair.earlier->story);
    if (pair.copied > 0) {
      copies[pair.later->number].push_back({pair.later->number, pair.earlier->number, pair.copied});
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
    auto const* const known = members_.find(story);
    if (known != nullptr && known->of_batch != nullptr) {
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

/// What surely stays together, by places in the sorted list of those that are compared.
std::vector<Likeness> ArchiveStories::held_together(Group const& group) const {
  auto const& numbers = group.compared;
  std::unordered_map<std::uint32_t, std::uint32_t> places;
  for (std::uint32_t place = 0; place < numbers.size(); ++place) {
    places.emplace(numbers[place], place);
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
  return together;
}

/// Of all groups; words are read only of those that copies do not hold together as a whole.
void ArchiveStories::cluster(std::vector<Group>& groups) {
  parallel_for(groups.size(), rule_.threads, [&](std::size_t i) {
    auto& group = groups[i];
    std::ranges::sort(group.compared, {}, [&](std::uint32_t number) -> std::string const& {
      auto const& member = members_.at(number);
      return member.of_batch == nullptr ? member.id : member.of_batch->document.id;
    });
    group.is_one = are_one(group.compared.size(), held_together(group));
  });
  std::vector<std::uint32_t> compared;
  for (auto const& group : groups) {
    if (!group.is_one) {
      compared.insert(compared.end(), group.compared.begin(), group.compared.end());
    }
  }
  read(compared);
  parallel_for(groups.size(), rule_.threads, [&](std::size_t i) { cluster(groups[i]); });
}

void ArchiveStories::cluster(Group& group) const {
  auto const& numbers = group.compared;
  if (group.is_one) {
    std::ranges::sort(group.clusters.emplace_back(numbers));
    return;
  }
  std::vector<ShortView> vectors;
  for (auto const number : numbers) {
    vectors.push_back(members_.at(number).words);
  }
  auto alike = find_neighbours(vectors, rule_.threshold * kLeastStoryPart);
  if (rule_.has_clocks) {
    for (auto& pair : alike) {
      pair.similarity *=
        time_factor(members_.at(numbers[pair.left]).published, members_.at(numbers[pair.right]).published);
    }
  }
  auto together = held_together(group);
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
  for (auto const& cluster : link_by_average(numbers.size(), std::move(alike), together, rule_.threshold).clusters) {
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
        auto const* const member = members_.find(number);  // none for those that followed another story
        return member != nullptr && member->story == story;
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
      auto* const known = members_.find(number);
      auto const published = known == nullptr ? catalogue.published_of(number) : known->published;
      if (published) {
        row.first_published = std::min(row.first_published.value_or(*published), *published);
        row.last_published = std::max(row.last_published.value_or(*published), *published);
      }
      if (known != nullptr && known->of_batch != nullptr) {
        known->of_batch->story = row.story;
      } else if (known == nullptr || known->story != row.story) {
        catalogue.set_story(number, row.story);
      }
      if (known != nullptr) {
        known->story = row.story;
      }
    }
    if (cluster.size() > 1) {
      catalogue.put_story(row);
      touched.insert(row.story);
    }
  }
  for (auto const& copy : group.copies) {
    auto const* const later = members_.find(copy.later);
    if (later != nullptr && later->of_batch != nullptr) {
      catalogue.put_copy(copy);
    }
  }
}

void ArchiveStories::join(
  Batch& batch, ArchiveCandidates const& candidates, std::uint64_t commit, std::set<std::uint32_t>& touched
) {
  for (auto& document : batch) {
    document.story = document.number;
  }
  members_.begin(batch);
  std::vector<std::uint32_t> others;
  for (auto const& pair : candidates.pairs) {
    others.push_back(pair.other);
  }
  std::ranges::sort(others);
  others.erase(std::unique(others.begin(), others.end()), others.end());
  know(others);
  auto pairs = find_copies(batch, candidates);
  find_alike(pairs);
  auto groups = group(pairs);
  cluster(groups);
  for (auto const& one : groups) {
    settle(one, commit, touched);
  }
  vectors_.forget_some();
  for (auto& document : batch) {
    vectors_.put(document.number, document.vector);
  }
}

void ArchiveStories::look_again(std::uint32_t story, std::uint64_t commit) {
  Batch none;
  members_.begin(none);
  std::vector<Group> remaining(1);
  auto const all = store_.catalogue().members_of(story);
  store_.catalogue().drop_story(story);
  if (all.empty()) {
    return;
  }
  fill(remaining.front(), {story});
  cluster(remaining);
  std::set<std::uint32_t> touched;
  settle(remaining.front(), commit, touched);
}

}  // namespace stemma
