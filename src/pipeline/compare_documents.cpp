// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <vector>

#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "clusters/copy_clusterer.hpp"
#include "pipeline/copy_lines.hpp"
#include "pipeline/copy_search.hpp"
#include "pipeline/exact_groups.hpp"
#include "pipeline/findings.hpp"
#include "pipeline/link_comparer.hpp"
#include "pipeline/suspects.hpp"
#include "pipeline/text_link.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTaskPairs = 128;  // compared by one thread at a time
constexpr std::size_t kPairsAtOnce = std::size_t{1} << 16U;

class DocumentComparer {
 public:
  explicit DocumentComparer(CopySearch& search)
      : search_{search},
        crowded_{search.state.crowded, &search.memory},
        suspects_{search},
        is_lasting_{search.folder.is_lasting()},
        links_{search.paths.output / "links.jsonl.part", search.state.links_bytes, is_lasting_},
        clusters_{search.paths.output / "clusters.jsonl.part", search.state.clusters_bytes, is_lasting_},
        redundant_{
          search.folder.file("redundant"), search.state.redundant_documents * sizeof(std::uint32_t), is_lasting_},
        joining_{&search.memory},
        comparers_{[this] {
          return std::make_unique<LinkComparer>(
            search_.texts, search_.documents, search_.kernel, crowded_, search_.options, room_
          );
        }} {
    room_.words = search.plan.thread_words;
    search.state.summary.crowded_documents = suspects_.crowded_documents();
  }

  void run() {
    auto& state = search_.state;
    while (state.next_share < BlockSpill::kShares) {
      auto const end = std::min<std::uint64_t>(state.next_share + search_.shares_a_round(), BlockSpill::kShares);
      while (state.next_share < end) {
        auto const count = shares_at_once(state.next_share, end);
        do_shares(state.next_share, count);
        state.next_share += count;
      }
      state.links_bytes = links_.flush();
      state.clusters_bytes = clusters_.flush();
      redundant_.flush();
      state.stage = state.next_share == BlockSpill::kShares ? SearchState::Stage::Done : SearchState::Stage::Compare;
      search_.folder.save(state);
      search_.announce("compare", state.next_share, BlockSpill::kShares);
    }
  }

 private:
  /// How many shares are done together: all, or few of a huge pile, so that what they come to lies in a near memory.
  [[nodiscard]] std::size_t shares_at_once(std::size_t first, std::size_t end) const {
    auto last = first;
    for (std::size_t pairs = 0; last < end && (pairs < kPairsAtOnce || last - first < search_.plan.threads); ++last) {
      pairs += suspects_.pairs_in(last);
    }
    return last - first;
  }

  void do_shares(std::size_t first, std::size_t count) {
    first_share_ = first;
    shares_.clear();
    groups_.clear();
    for (std::size_t i = 0; i < count; ++i) {
      shares_.emplace_back(&search_.memory);
    }
    groups_.resize(count);
    parallel_for(count, search_.plan.threads, [&](std::size_t i) {
      shares_[i] = suspects_.share(first + i);
      groups_[i].emplace(
        shares_[i], [&](auto document) { return rank_of(document); }, search_.memory
      );
    });
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t begin = 0; begin < shares_[i].size(); begin += kTaskPairs) {
        tasks.push_back({i, begin, std::min(begin + kTaskPairs, shares_[i].size())});
      }
    }
    joining_.clear();
    ids_.clear();
    run_tasks(
      tasks, [&](Task const& task, LinkComparer& comparer) { return compare(task, comparer); },
      [&](std::span<Task const> batch) { expect_texts(search_, shares_, batch); }
    );
    tasks.clear();
    add_lone_groups();
    ids_.sort();
    for (std::size_t begin = 0; begin < joining_.size();) {
      auto end = std::min(begin + kTaskPairs, joining_.size());
      while (end < joining_.size() && joining_[end].component == joining_[end - 1].component) {
        ++end;
      }
      tasks.push_back({0, begin, end});
      begin = end;
    }
    run_tasks(
      tasks, [&](Task const& task, LinkComparer& comparer) { return cluster(task, comparer); }, [](auto) {}
    );
  }

  /// Runs tasks in parallel, and takes up what they found in their order.
  template <typename Work, typename Prepare>
  void run_tasks(std::span<Task const> tasks, Work const& work, Prepare const& prepare) {
    auto const most = search_.plan.findings;
    for (std::size_t begin = 0; begin < tasks.size(); begin += most) {
      std::vector<std::optional<Findings>> findings(std::min<std::size_t>(most, tasks.size() - begin));
      prepare(tasks.subspan(begin, findings.size()));
      InTurn in_turn{findings.size(), [&](std::size_t i) {
                       take_up(*findings[i]);
                       findings[i].reset();
                     }};
      parallel_for(findings.size(), search_.plan.threads, [&](std::size_t i) {
        comparers_.with_item([&](LinkComparer& comparer) { findings[i].emplace(work(tasks[begin + i], comparer)); });
        search_.memory.ease();
        in_turn.done(i);
      });
      in_turn.take_up();
    }
  }

  void take_up(Findings& found) {
    found.link_lines.read([&](std::string_view bytes) { links_.append(bytes); });
    auto is_line_begin = true;
    found.cluster_lines.read([&](std::string_view bytes) {
      while (!bytes.empty()) {
        if (is_line_begin) {
          clusters_.append("{\"cluster\": " + std::to_string(++search_.state.summary.clusters) + ", ");
        }
        auto const end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        is_line_begin = bytes[end - 1] == '\n';
        clusters_.append(bytes.substr(0, end));
        bytes.remove_prefix(end);
      }
    });
    redundant_.append(
      {reinterpret_cast<char const*>(found.redundant.data()), found.redundant.size() * sizeof(std::uint32_t)}
    );
    search_.state.redundant_documents += found.redundant.size();
    joining_.insert(joining_.end(), found.joining.begin(), found.joining.end());
    ids_.take(found.ids, search_.plan.ids);
    add_counts(search_.state.summary, found.counts);
  }

  /// Exact copies to which nothing else is alike are clusters, too.
  void add_lone_groups() {
    for (auto const& groups : groups_) {
      for (auto const& group : groups->groups()) {
        joining_.push_back({group.component, {group.first, group.first}});
      }
    }
    std::ranges::sort(joining_, {}, &Joining::key);
  }

  [[nodiscard]] ExactGroups const& groups_of(std::uint32_t component) const {
    return *groups_[suspects_.share_of(component) - first_share_];
  }

  Findings compare(Task const& task, LinkComparer& comparer) const {
    Findings found{search_};
    auto const& groups = *groups_[task.share];
    for (auto i = task.begin; i < task.end; ++i) {
      expect_entry(shares_[task.share][i].left);
      expect_entry(shares_[task.share][i].right);
    }
    for (auto i = task.begin; i < task.end; ++i) {
      auto const& suspect = shares_[task.share][i];
      if (suspect.is_exact) {
        add_exact(suspect, groups, comparer, found);
        continue;
      }
      ++found.counts.suspect_pairs;
      auto const pair = comparer.compare(suspect.left, suspect.right);
      found.counts.boilerplate_only_pairs += pair.is_boilerplate_only ? 1U : 0U;
      if (is_wanted(pair.kind, search_.options.level)) {
        add_links(suspect.left, suspect.right, pair, groups, comparer, found);
        if (does_join(pair.kind) && suspects_.hang_together(suspect)) {
          found.joining.push_back({suspect.component, {suspect.left, suspect.right}});
          found.remember(suspect.left, comparer.id(suspect.left));
          found.remember(suspect.right, comparer.id(suspect.right));
        }
      }
    }
    return found;
  }

  /// An entry of a huge pile hardly ever lies in a near memory: those of a task are sent for together.
  void expect_entry(std::uint32_t document) const noexcept { __builtin_prefetch(&search_.documents[document]); }

  [[nodiscard]] std::string_view id_of(std::uint32_t document, LinkComparer& comparer) const {
    auto const* const known = ids_.find(document);
    return known != nullptr ? std::string_view{*known} : comparer.id(document);
  }

  [[nodiscard]] bool does_join(CopyKind kind) const noexcept { return stemma::does_join(kind, search_.options.level); }

  void add_exact(Suspect const& suspect, ExactGroups const& groups, LinkComparer& comparer, Findings& found) const {
    if (search_.options.level == CopyLevel::Partial) {
      return;
    }
    auto const before = groups.written_out(suspect.left);
    found.counts.starred_documents += before.size() == 1 ? 1U : 0U;
    auto const bytes = search_.documents[suspect.left].text_bytes;
    TextLink pair;
    pair.kind = CopyKind::Exact;
    pair.resemblance = pair.containment_left = pair.containment_right = 1;
    auto const shingles = search_.documents[suspect.left].shingles;
    pair.longest_run_words = shingles == 0 ? 0 : shingles + static_cast<std::uint32_t>(kShingleWords) - 1;
    pair.runs.push_back({{0, bytes}, {0, bytes}});
    std::string const right_id{comparer.id(suspect.right)};
    found.remember(suspect.right, right_id);
    for (auto const left : before) {
      if (left < suspect.right) {
        add_link_line(found.link_lines.end(), comparer.id(left), right_id, pair, false);
        found.link_lines.settle();
        ++found.counts.exact_links;
      }
    }
  }

  /// The link of two texts, for all documents with their bytes.
  void add_links(
    std::uint32_t left,
    std::uint32_t right,
    TextLink const& pair,
    ExactGroups const& groups,
    LinkComparer& comparer,
    Findings& found
  ) const {
    for (auto const left_copy : groups.written_out(left)) {
      std::string const left_id{comparer.id(left_copy)};
      for (auto const right_copy : groups.written_out(right)) {
        add_link_line(found.link_lines.end(), left_id, comparer.id(right_copy), pair, left_copy > right_copy);
        found.link_lines.settle();
        auto& counts = found.counts;
        ++(
          pair.kind == CopyKind::Reformatted ? counts.reformatted_links
          : pair.kind == CopyKind::Edited    ? counts.edited_links
          : pair.kind == CopyKind::Contained ? counts.contained_links
                                             : counts.partial_links
        );
      }
    }
  }

  Findings cluster(Task const& task, LinkComparer& comparer) const {
    Findings found{search_};
    for (auto i = task.begin; i < task.end; ++i) {
      expect_entry(joining_[i].link.left);
      expect_entry(joining_[i].link.right);
    }
    for (auto begin = task.begin; begin < task.end;) {
      auto const component = joining_[begin].component;
      std::pmr::vector<CopyLink> links{&search_.memory};
      for (; begin < task.end && joining_[begin].component == component; ++begin) {
        links.push_back(joining_[begin].link);
      }
      cluster(links, groups_of(component), comparer, found);
    }
    return found;
  }

  /// Of one component.
  void cluster(std::span<CopyLink const> links, ExactGroups const& groups, LinkComparer& comparer, Findings& found)
    const {
    CopyClusterer const clusterer{
      [&](std::uint32_t document) { return rank_of(groups.best(document)); },
      [&](std::uint32_t representative, std::uint32_t other) {
        search_.memory.ease_at(found.counts.suspect_pairs);
        auto const [left, right] = std::minmax(representative, other);
        auto const pair = comparer.compare(left, right);
        ++found.counts.suspect_pairs;
        if (does_join(pair.kind)) {
          add_links(left, right, pair, groups, comparer, found);
        }
        return does_join(pair.kind);
      },
      &search_.memory};
    auto clusters = clusterer.cluster(links);
    add_uncovered(links, groups, clusters);
    for (auto const& cluster : clusters) {
      add_cluster(cluster, groups, comparer, found);
    }
  }

  /// Groups of exact copies that are in no cluster with others are clusters by themselves.
  void add_uncovered(
    std::span<CopyLink const> links, ExactGroups const& groups, std::pmr::vector<CopyCluster>& clusters
  ) const {
    if (search_.options.level == CopyLevel::Partial) {
      return;
    }
    std::pmr::vector<std::uint32_t> covered{&search_.memory};
    for (auto const& cluster : clusters) {
      covered.insert(covered.end(), cluster.members.begin(), cluster.members.end());
    }
    std::ranges::sort(covered);
    for (auto const& link : links) {
      if (link.left == link.right && !std::ranges::binary_search(covered, link.left)) {
        clusters.push_back({groups.best(link.left), std::pmr::vector<std::uint32_t>(1, link.left, &search_.memory)});
      }
    }
    std::ranges::sort(clusters, {}, [](CopyCluster const& cluster) { return cluster.members.front(); });
  }

  void add_cluster(CopyCluster const& cluster, ExactGroups const& groups, LinkComparer& comparer, Findings& found)
    const {
    auto const representative = groups.best(cluster.representative);
    std::pmr::vector<std::uint32_t> members{cluster.members, &search_.memory};
    for (auto const first : cluster.members) {
      auto const copies = groups.copies(first);
      members.insert(members.end(), copies.begin(), copies.end());
    }
    std::ranges::sort(members);
    auto& lines = found.cluster_lines;
    begin_cluster_line(lines.end(), id_of(representative, comparer), search_.options.representative);
    for (auto const member : members) {
      add_cluster_member(lines.end(), id_of(member, comparer), member == members.front());
      lines.settle();
      search_.memory.ease_at(found.redundant.size());
      if (member != representative) {
        found.redundant.push_back(member);
      }
    }
    end_cluster_line(lines.end());
    found.counts.clustered_documents += members.size();
  }

  [[nodiscard]] CopyRank rank_of(std::uint32_t document) const noexcept {
    constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
    auto const& entry = search_.documents[document];
    switch (search_.options.representative) {
      case Representative::Earliest:
        // Without a time: last.
        return {
          entry.published == DocumentEntry::kNoTime ? ~std::uint64_t{0}
                                                    : static_cast<std::uint64_t>(entry.published) ^ sign,
          document};
      case Representative::Longest:
        return {~std::uint64_t{entry.text_bytes}, document};
      case Representative::First:
        break;
    }
    return {0, document};
  }

  CopySearch& search_;
  KeySet crowded_;
  Suspects suspects_;
  bool is_lasting_;
  GrowingFile links_;
  GrowingFile clusters_;
  GrowingFile redundant_;
  std::size_t first_share_ = 0;                     // of those at work
  std::vector<std::pmr::vector<Suspect>> shares_;   // of which these are
  std::vector<std::optional<ExactGroups>> groups_;  // of each
  std::pmr::vector<Joining> joining_;               // from which their clusters are to be grown
  KnownIds ids_;
  ComparerRoom room_;
  Pool<LinkComparer> comparers_;
};

}  // namespace

void compare_documents(CopySearch& search) {
  DocumentComparer{search}.run();
}

}  // namespace stemma
