// SPDX-License-Identifier: Apache-2.0
#include "cli/story_tree.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <tuple>

namespace stemma::cli {

namespace {

constexpr std::size_t kLetters = 26;

/// A … Z, AA … AZ, BA …
std::string letters_of(std::size_t number) {
  std::string letters;
  for (++number; number > 0; number = (number - 1) / kLetters) {
    letters.insert(letters.begin(), static_cast<char>('A' + (number - 1) % kLetters));
  }
  return letters;
}

/// α … ω, then α1 … ω1.
std::string greek_of(std::size_t number) {
  constexpr std::array<std::string_view, 24> kGreek{"α", "β", "γ", "δ", "ε", "ζ", "η", "θ", "ι", "κ", "λ", "μ",
                                                    "ν", "ξ", "ο", "π", "ρ", "σ", "τ", "υ", "φ", "χ", "ψ", "ω"};
  std::size_t const round = number / kGreek.size();
  return std::string{kGreek.at(number % kGreek.size())} + (round > 0 ? std::to_string(round) : "");
}

class TreeMaking {
 public:
  TreeMaking(Report const& report, Story const& story)
      : report_{report}, stemma_{story.stemma}, count_{stemma_.witnesses.size() + stemma_.lost_sources} {}

  [[nodiscard]] StoryTree make() {
    tree_.sigla.resize(count_);
    tree_.main_edges.resize(count_);
    tree_.branches.resize(count_);
    name_and_date();
    choose_main_edges();
    cut_loops();
    order_families();
    walk();
    give_letters();
    return std::move(tree_);
  }

 private:
  using AgeKey = std::tuple<bool, UtcTime, std::string_view>;

  void name_and_date() {
    for (std::size_t node = 0; node < count_; ++node) {
      if (node < stemma_.witnesses.size()) {
        Document const& document = report_.documents[index_of(stemma_.witnesses[node])];
        names_.push_back(document.id);
        times_.push_back(document.published);
      } else {
        names_.push_back("lost-" + std::to_string(node - stemma_.witnesses.size() + 1));
        times_.emplace_back();
      }
    }
  }

  void choose_main_edges() {
    auto const rank = [&](StemmaEdge const& edge) {
      return std::make_tuple(-edge.share, -edge.confidence, std::string_view{names_[index_of(edge.parent)]});
    };
    for (StemmaEdge const& edge : stemma_.edges) {
      auto& chosen = tree_.main_edges[index_of(edge.child)];
      if (chosen == nullptr || rank(edge) < rank(*chosen)) {
        chosen = &edge;
      }
    }
  }

  [[nodiscard]] std::optional<std::size_t> parent_of(std::size_t node) const {
    auto const* edge = tree_.main_edges[node];
    return edge == nullptr ? std::nullopt : std::optional{index_of(edge->parent)};
  }

  /// Whatever a report says, the walk below must come to an end.
  void cut_loops() {
    std::vector<std::size_t> seen_from(count_, count_);
    for (std::size_t node = 0; node < count_; ++node) {
      std::size_t at = node;
      while (seen_from[at] == count_) {
        seen_from[at] = node;
        auto const parent = parent_of(at);
        if (!parent) {
          break;
        }
        if (seen_from[*parent] == node) {
          tree_.main_edges[at] = nullptr;
          break;
        }
        at = *parent;
      }
    }
  }

  [[nodiscard]] AgeKey age(std::size_t node) const {
    return {!times_[node], times_[node].value_or(UtcTime{}), names_[node]};
  }

  void order_families() {
    children_.resize(count_);
    for (std::size_t node = 0; node < count_; ++node) {
      if (auto const parent = parent_of(node)) {
        children_[*parent].push_back(node);
      } else {
        roots_.push_back(node);
      }
    }
    date_lost_sources();
    auto const is_older = [&](std::size_t left, std::size_t right) { return age(left) < age(right); };
    std::sort(roots_.begin(), roots_.end(), is_older);
    for (auto& children : children_) {
      std::sort(children.begin(), children.end(), is_older);
    }
  }

  /// A lost source stands where its earliest descendant would.
  void date_lost_sources() {
    std::vector<std::size_t> parents_first = roots_;
    for (std::size_t i = 0; i < parents_first.size(); ++i) {
      auto const& children = children_[parents_first[i]];
      parents_first.insert(parents_first.end(), children.begin(), children.end());
    }
    for (auto node = parents_first.rbegin(); node != parents_first.rend(); ++node) {
      if (*node < stemma_.witnesses.size()) {
        continue;
      }
      for (std::size_t const child : children_[*node]) {
        if (times_[child] && (!times_[*node] || *times_[child] < *times_[*node])) {
          times_[*node] = times_[child];
        }
      }
    }
  }

  void walk() {
    struct Step {
      std::size_t node;
      std::string lines;  // what stands before each of its children
    };

    groups_.resize(count_);
    for (std::size_t group = 0; group < roots_.size(); ++group) {
      std::vector<Step> stack{{roots_[group], ""}};
      while (!stack.empty()) {
        Step const step = std::move(stack.back());
        stack.pop_back();
        tree_.order.push_back(step.node);
        groups_[step.node] = group;
        auto const& children = children_[step.node];
        for (auto child = children.rbegin(); child != children.rend(); ++child) {
          bool const is_last = child == children.rbegin();
          tree_.branches[*child] = step.lines + (is_last ? "└─ " : "├─ ");
          stack.push_back({*child, step.lines + (is_last ? "   " : "│  ")});
        }
      }
    }
  }

  void give_letters() {
    std::size_t const witnesses = stemma_.witnesses.size();
    std::vector<std::size_t> by_age(witnesses);
    std::iota(by_age.begin(), by_age.end(), std::size_t{0});
    std::sort(by_age.begin(), by_age.end(), [&](std::size_t left, std::size_t right) {
      return age(left) < age(right);
    });
    std::vector<std::size_t> used(count_, 0);
    for (std::size_t i = 0; i < witnesses; ++i) {
      std::size_t const node = by_age[i];
      std::size_t const group = groups_[node];
      tree_.sigla[node] = witnesses <= kLetters
                            ? letters_of(i)
                            : letters_of(group) + (parent_of(node) ? std::to_string(++used[group]) : "");
    }
    std::size_t lost = 0;
    for (std::size_t const node : tree_.order) {
      if (node >= witnesses) {
        tree_.sigla[node] = greek_of(lost++);
      }
    }
  }

  Report const& report_;
  Stemma const& stemma_;
  std::size_t count_;
  StoryTree tree_;
  std::vector<std::string> names_;
  std::vector<std::optional<UtcTime>> times_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::size_t> roots_;
  std::vector<std::size_t> groups_;
};

}  // namespace

StoryTree story_tree_of(Report const& report, Story const& story) {
  return TreeMaking{report, story}.make();
}

}  // namespace stemma::cli
