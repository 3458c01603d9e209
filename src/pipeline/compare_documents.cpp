// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "clusters/copy_clusterer.hpp"
#include "pipeline/copy_lines.hpp"
#include "pipeline/copy_search.hpp"
#include "pipeline/exact_groups.hpp"
#include "pipeline/growing_file.hpp"
#include "pipeline/link_comparer.hpp"
#include "pipeline/suspects.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTaskPairs = 128;      // compared by one thread at a time
constexpr std::size_t kBatchTasks = 512;     // whose lines are in memory at once
constexpr std::size_t kMostIds = 1U << 18U;  // kept for the clusters to come; others are read again

struct DocumentId {
  std::uint32_t document = 0;
  std::string id;
};

/// What a task has found.
struct Findings {
  std::string link_lines;
  std::vector<std::string> cluster_lines;
  std::vector<std::uint32_t> redundant;
  std::vector<std::pair<std::uint32_t, CopyLink>> joining;  ///< Links from which clusters grow, with their component.
  std::vector<DocumentId> ids;                              ///< Of what may come into a cluster.
  DedupSummary counts;
};

void add_counts(DedupSummary& sum, DedupSummary const& part) {
  for (auto const field :
       {&DedupSummary::exact_links, &DedupSummary::reformatted_links, &DedupSummary::edited_links,
        &DedupSummary::contained_links, &DedupSummary::partial_links, &DedupSummary::clustered_documents,
        &DedupSummary::suspect_pairs, &DedupSummary::boilerplate_only_pairs, &DedupSummary::starred_documents}) {
    sum.*field += part.*field;
  }
}

/// Some suspects of one share, or some of its clusters.
struct Task {
  std::size_t share = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The links of one component of a share.
struct Component {
  std::uint32_t name = 0;
  std::size_t share = 0;
  std::vector<CopyLink> links;
};

class DocumentComparer {
 public:
  explicit DocumentComparer(CopySearch& search)
      : search_{search},
        crowded_{search.state.crowded},
        suspects_{search},
        links_{search.paths.output / "links.jsonl.part", search.state.links_bytes},
        clusters_{search.paths.output / "clusters.jsonl.part", search.state.clusters_bytes},
        redundant_{search.folder.file("redundant"), search.state.redundant_documents * sizeof(std::uint32_t)} {
    search.state.summary.crowded_documents = suspects_.crowded_documents();
  }

  void run() {
    auto& state = search_.state;
    while (state.next_share < BlockSpill::kShares) {
      auto const count = std::min<std::uint64_t>(search_.pace.shares, BlockSpill::kShares - state.next_share);
      do_shares(state.next_share, count);
      state.next_share += count;
      state.links_bytes = links_.flush();
      state.clusters_bytes = clusters_.flush();
      redundant_.flush();
      state.stage = state.next_share == BlockSpill::kShares ? SearchState::Stage::Done : SearchState::Stage::Compare;
      search_.folder.save(state);
      search_.announce("compare", state.next_share, BlockSpill::kShares);
    }
  }

 private:
  void do_shares(std::size_t first, std::size_t count) {
    shares_.assign(count, {});
    groups_.assign(count, {});
    parallel_for(count, search_.options.threads, [&](std::size_t i) {
      shares_[i] = suspects_.share(first + i);
      groups_[i] = ExactGroups{shares_[i], [&](auto left, auto right) { return is_better(left, right); }};
    });
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t begin = 0; begin < shares_[i].size(); begin += kTaskPairs) {
        tasks.push_back({i, begin, std::min(begin + kTaskPairs, shares_[i].size())});
      }
    }
    components_.clear();
    ids_.clear();
    run_tasks(tasks, [&](Task const& task, LinkComparer& comparer) { return compare(task, comparer); });
    tasks.clear();
    add_lone_groups();
    std::ranges::sort(ids_, {}, &DocumentId::document);
    for (std::size_t begin = 0; begin < components_.size();) {
      auto end = begin;
      for (std::size_t links = 0; end < components_.size() && links < kTaskPairs; ++end) {
        links += components_[end].links.size() + 1;
      }
      tasks.push_back({0, begin, end});
      begin = end;
    }
    run_tasks(tasks, [&](Task const& task, LinkComparer& comparer) { return cluster(task, comparer); });
  }

  /// Runs tasks in parallel, and takes up what they found in their order.
  template <typename Work>
  void run_tasks(std::span<Task const> tasks, Work const& work) {
    for (std::size_t begin = 0; begin < tasks.size(); begin += kBatchTasks) {
      std::vector<Findings> findings(std::min(kBatchTasks, tasks.size() - begin));
      parallel_for(findings.size(), search_.options.threads, [&](std::size_t i) {
        auto comparer = take_comparer();
        findings[i] = work(tasks[begin + i], *comparer);
        std::scoped_lock const lock{mutex_};
        comparers_.push_back(std::move(comparer));
      });
      for (std::size_t i = 0; i < findings.size(); ++i) {
        take_up(findings[i], tasks[begin + i].share);
      }
    }
  }

  std::unique_ptr<LinkComparer> take_comparer() {
    std::scoped_lock const lock{mutex_};
    if (comparers_.empty()) {
      return std::make_unique<LinkComparer>(
        search_.texts, search_.documents, search_.kernel, crowded_, search_.options
      );
    }
    auto comparer = std::move(comparers_.back());
    comparers_.pop_back();
    return comparer;
  }

  void take_up(Findings const& found, std::size_t share) {
    links_.append(found.link_lines);
    for (auto const& line : found.cluster_lines) {
      clusters_.append("{\"cluster\": " + std::to_string(++search_.state.summary.clusters) + ", " + line);
    }
    redundant_.append(
      {reinterpret_cast<char const*>(found.redundant.data()), found.redundant.size() * sizeof(std::uint32_t)}
    );
    search_.state.redundant_documents += found.redundant.size();
    for (auto const& [component, link] : found.joining) {
      if (components_.empty() || components_.back().name != component || components_.back().share != share) {
        components_.push_back({component, share, {}});
      }
      components_.back().links.push_back(link);
    }
    if (ids_.size() + found.ids.size() <= kMostIds) {
      std::ranges::move(found.ids, std::back_inserter(ids_));
    }
    add_counts(search_.state.summary, found.counts);
  }

  /// Exact copies to which nothing else is alike are clusters, too.
  void add_lone_groups() {
    for (std::size_t share = 0; share < groups_.size(); ++share) {
      for (auto const& group : groups_[share].groups()) {
        components_.push_back({group.component, share, {{group.first, group.first}}});
      }
    }
    std::ranges::stable_sort(components_, {}, [](Component const& component) { return component.name; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < components_.size(); ++i) {
      if (kept > 0 && components_[kept - 1].name == components_[i].name) {
        auto& links = components_[kept - 1].links;
        links.insert(links.end(), components_[i].links.begin(), components_[i].links.end());
      } else if (kept++ != i) {
        components_[kept - 1] = std::move(components_[i]);
      }
    }
    components_.resize(kept);
  }

  Findings compare(Task const& task, LinkComparer& comparer) const {
    Findings found;
    auto const& groups = groups_[task.share];
    for (auto i = task.begin; i < task.end; ++i) {
      auto const& suspect = shares_[task.share][i];
      if (suspect.is_exact) {
        add_exact(suspect, groups, comparer, found);
        continue;
      }
      ++found.counts.suspect_pairs;
      auto const pair = comparer.compare(suspect.left, suspect.right);
      found.counts.boilerplate_only_pairs += pair.is_boilerplate_only ? 1U : 0U;
      if (is_wanted(pair.kind)) {
        add_links(suspect.left, suspect.right, pair, groups, comparer, found);
        if (does_join(pair.kind) && suspects_.hang_together(suspect)) {
          found.joining.push_back({suspect.component, {suspect.left, suspect.right}});
          remember(suspect.left, comparer, found);
          remember(suspect.right, comparer, found);
        }
      }
    }
    return found;
  }

  /// While its text is at hand, the id of a document costs nothing.
  static void remember(std::uint32_t document, LinkComparer& comparer, Findings& found) {
    found.ids.push_back({document, std::string{comparer.id(document)}});
  }

  [[nodiscard]] std::string id_of(std::uint32_t document, LinkComparer& comparer) const {
    auto const known = std::ranges::lower_bound(ids_, document, {}, &DocumentId::document);
    return known != ids_.end() && known->document == document ? known->id : std::string{comparer.id(document)};
  }

  [[nodiscard]] bool is_wanted(LinkKind kind) const noexcept {
    auto const level = search_.options.level;
    return kind != LinkKind::None && (level == CopyLevel::Both || is_whole(kind) == (level == CopyLevel::Whole));
  }

  /// Clusters are of whole copies; of partial ones only where nothing else is looked for.
  [[nodiscard]] bool does_join(LinkKind kind) const noexcept {
    return is_wanted(kind) && (is_whole(kind) || search_.options.level == CopyLevel::Partial);
  }

  void add_exact(Suspect const& suspect, ExactGroups const& groups, LinkComparer& comparer, Findings& found) const {
    if (search_.options.level == CopyLevel::Partial) {
      return;
    }
    auto const before = groups.written_out(suspect.left);
    found.counts.starred_documents += before.size() == 1 ? 1U : 0U;
    auto const bytes = search_.documents[suspect.left].text_bytes;
    ComparedPair pair;
    pair.kind = LinkKind::Exact;
    pair.figures.resemblance = pair.figures.containment_left = pair.figures.containment_right = 1;
    auto const shingles = search_.documents[suspect.left].shingles;
    pair.figures.longest_run_words = shingles == 0 ? 0 : shingles + static_cast<std::uint32_t>(kShingleWords) - 1;
    pair.runs.push_back({{0, bytes}, {0, bytes}});
    std::string const right_id{comparer.id(suspect.right)};
    found.ids.push_back({suspect.right, right_id});
    for (auto const left : before) {
      if (left < suspect.right) {
        add_link_line(found.link_lines, comparer.id(left), right_id, pair, false);
        ++found.counts.exact_links;
      }
    }
  }

  /// The link of two texts, for all documents with their bytes.
  void add_links(
    std::uint32_t left,
    std::uint32_t right,
    ComparedPair const& pair,
    ExactGroups const& groups,
    LinkComparer& comparer,
    Findings& found
  ) const {
    for (auto const left_copy : groups.written_out(left)) {
      std::string const left_id{comparer.id(left_copy)};
      for (auto const right_copy : groups.written_out(right)) {
        add_link_line(found.link_lines, left_id, comparer.id(right_copy), pair, left_copy > right_copy);
        auto& counts = found.counts;
        ++(
          pair.kind == LinkKind::Reformatted ? counts.reformatted_links
          : pair.kind == LinkKind::Edited    ? counts.edited_links
          : pair.kind == LinkKind::Contained ? counts.contained_links
                                             : counts.partial_links
        );
      }
    }
  }

  Findings cluster(Task const& task, LinkComparer& comparer) const {
    Findings found;
    for (auto i = task.begin; i < task.end; ++i) {
      auto const& groups = groups_[components_[i].share];
      CopyClusterer const clusterer{
        [&](std::uint32_t left, std::uint32_t right) { return is_better(groups.best(left), groups.best(right)); },
        [&](std::uint32_t representative, std::uint32_t other) {
          auto const [left, right] = std::minmax(representative, other);
          auto const pair = comparer.compare(left, right);
          ++found.counts.suspect_pairs;
          if (does_join(pair.kind)) {
            add_links(left, right, pair, groups, comparer, found);
          }
          return does_join(pair.kind);
        }};
      auto clusters = clusterer.cluster(components_[i].links);
      add_uncovered(components_[i], groups, clusters);
      for (auto const& cluster : clusters) {
        add_cluster(cluster, groups, comparer, found);
      }
    }
    return found;
  }

  /// Groups of exact copies that are in no cluster with others are clusters by themselves.
  void add_uncovered(Component const& component, ExactGroups const& groups, std::vector<CopyCluster>& clusters) const {
    if (search_.options.level == CopyLevel::Partial) {
      return;
    }
    std::vector<std::uint32_t> covered;
    for (auto const& cluster : clusters) {
      covered.insert(covered.end(), cluster.members.begin(), cluster.members.end());
    }
    std::ranges::sort(covered);
    for (auto const& link : component.links) {
      if (link.left == link.right && !std::ranges::binary_search(covered, link.left)) {
        clusters.push_back({groups.best(link.left), {link.left}});
      }
    }
    std::ranges::sort(clusters, {}, [](CopyCluster const& cluster) { return cluster.members.front(); });
  }

  void add_cluster(CopyCluster const& cluster, ExactGroups const& groups, LinkComparer& comparer, Findings& found)
    const {
    auto const representative = groups.best(cluster.representative);
    std::vector<std::uint32_t> members;
    for (auto const first : cluster.members) {
      auto const copies = groups.members(first);
      members.insert(members.end(), copies.begin(), copies.end());
    }
    std::ranges::sort(members);
    std::vector<std::string> ids;
    for (auto const member : members) {
      ids.push_back(id_of(member, comparer));
      if (member != representative) {
        found.redundant.push_back(member);
      }
    }
    std::string const representative_id = id_of(representative, comparer);
    add_cluster_line(found.cluster_lines.emplace_back(), representative_id, search_.options.representative, ids);
    found.counts.clustered_documents += members.size();
  }

  /// Which of two documents had better stand for others.
  [[nodiscard]] bool is_better(std::uint32_t left, std::uint32_t right) const noexcept {
    auto const& one = search_.documents[left];
    auto const& other = search_.documents[right];
    switch (search_.options.representative) {
      case Representative::Earliest:
        if (one.published != other.published) {
          return other.published == DocumentEntry::kNoTime ||
                 (one.published != DocumentEntry::kNoTime && one.published < other.published);
        }
        break;
      case Representative::Longest:
        if (one.text_bytes != other.text_bytes) {
          return one.text_bytes > other.text_bytes;
        }
        break;
      case Representative::First:
        break;
    }
    return left < right;
  }

  CopySearch& search_;
  KeySet crowded_;
  Suspects suspects_;
  GrowingFile links_;
  GrowingFile clusters_;
  GrowingFile redundant_;
  std::vector<std::vector<Suspect>> shares_;  // those at work
  std::vector<ExactGroups> groups_;           // of each
  std::vector<Component> components_;         // whose clusters are to be grown
  std::vector<DocumentId> ids_;               // of most of their documents, by document
  std::mutex mutex_;
  std::vector<std::unique_ptr<LinkComparer>> comparers_;
};

}  // namespace

void compare_documents(CopySearch& search) {
  DocumentComparer{search}.run();
}

}  // namespace stemma
