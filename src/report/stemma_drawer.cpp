// SPDX-License-Identifier: Apache-2.0
#include "report/stemma_drawer.hpp"

#include <algorithm>
#include <cmath>

#include "report/link_routes.hpp"
#include "report/main_tree.hpp"
#include "report/sigla.hpp"
#include "report/time_axis.hpp"

namespace stemma {

namespace {

// The page's sizes at its widest; web/src/lib/stemma.ts has the same, and a test compares the two.
constexpr double WIDTH = 780;
constexpr double MARGIN = 46;
constexpr double STEP = 34;
constexpr double UNTIMED_TAIL = 116;  // from the end of the axis to the edge, where some tellings have no time
constexpr double UNTIMED_BEGIN = 18;  // from the end of the axis to the dotted line
constexpr double LABEL_TAIL = 230;    // room for the last label where x is steps
constexpr double TOP = 24;
constexpr double GROUP_GAP = 14;
constexpr double FOOT = 71;     // from the last lane to the lower edge: the axis and its labels
constexpr double STROKE = 7.5;  // of a line that stands for all of a telling's words
constexpr double THINNEST = 1.5;
constexpr double SPREAD = 1.6;    // between lines that leave side by side
constexpr std::size_t MANY = 40;  // above this, lanes are lower and discs smaller

class Picture {
 public:
  Picture(Report const& report, Stemma const& stemma)
      : stemma_{stemma}, tree_{main_tree_of(report, stemma)}, is_crowded_{tree_.names.size() > MANY} {}

  Drawing draw() {
    place_on_axis();
    place_in_pixels();
    draw_links();
    return std::move(drawing_);
  }

 private:
  [[nodiscard]] bool is_lost(std::size_t node) const { return node >= stemma_.witnesses.size(); }

  [[nodiscard]] double lane_height() const { return is_crowded_ ? 24 : 43; }

  [[nodiscard]] double radius() const { return is_crowded_ ? 9 : 13.5; }

  /// The first and last stated time, where x can be time.
  void find_axis() {
    std::size_t timed = 0;
    for (std::size_t node = 0; node < stemma_.witnesses.size(); ++node) {
      if (auto const& time = tree_.times[node]) {
        from_ = timed == 0 ? *time : std::min(from_, *time);
        to_ = timed == 0 ? *time : std::max(to_, *time);
        ++timed;
      }
    }
    bool const is_time = timed >= 2 && 2 * timed >= stemma_.witnesses.size() && from_ < to_;
    drawing_.axis = is_time ? DrawnAxis::Time : DrawnAxis::Steps;
  }

  void place_on_axis() {
    find_axis();
    auto const sigla = sigla_of(tree_, stemma_.witnesses.size());
    std::uint32_t const deepest =
      tree_.depths.empty() ? 0 : *std::max_element(tree_.depths.begin(), tree_.depths.end());
    drawing_.nodes.resize(tree_.order.size());
    lanes_.resize(tree_.order.size());
    for (std::uint32_t lane = 0; lane < tree_.order.size(); ++lane) {
      std::size_t const node = tree_.order[lane];
      lanes_[node] = lane;
      DrawnNode& drawn = drawing_.nodes[lane];
      drawn.id = NodeId{static_cast<std::uint32_t>(node)};
      drawn.siglum = sigla[node];
      drawn.kind = is_lost(node) ? DrawnKind::Lost : tree_.parents[node] ? DrawnKind::Telling : DrawnKind::Origin;
      drawn.lane = lane;
      drawn.group = tree_.groups[node];
      drawing_.groups = std::max(drawing_.groups, drawn.group + 1);
      if (drawing_.axis == DrawnAxis::Steps) {
        drawn.at = deepest == 0 ? 0 : static_cast<double>(tree_.depths[node]) / deepest;
      } else if (tree_.times[node]) {
        drawn.at =
          static_cast<double>((*tree_.times[node] - from_).count()) / static_cast<double>((to_ - from_).count());
      } else if (auto const parent = tree_.parents[node]; parent && !drawing_.nodes[lanes_[*parent]].at) {
        drawn.step = drawing_.nodes[lanes_[*parent]].step + 1;
      }
    }
    // A lost source stands one step left of the telling that gave it its time; upwards, so that chains add up.
    for (auto drawn = drawing_.nodes.rbegin(); drawing_.axis == DrawnAxis::Time && drawn != drawing_.nodes.rend();
         ++drawn) {
      std::size_t const node = index_of(drawn->id);
      if (is_lost(node) && drawn->at) {
        int nearest = 0;
        for (std::size_t const child : tree_.children[node]) {
          nearest =
            std::min(nearest, drawing_.nodes[lanes_[child]].at == drawn->at ? drawing_.nodes[lanes_[child]].step : 0);
        }
        drawn->step = nearest - 1;
      }
    }
    if (drawing_.axis == DrawnAxis::Time) {
      drawing_.ticks = time_ticks(from_, to_);
    } else {
      for (std::uint32_t step = 0; step <= deepest; ++step) {
        std::string const label = step == 0 ? "origin" : step == 1 ? "1 step" : std::to_string(step) + " steps";
        drawing_.ticks.push_back({deepest == 0 ? 0 : static_cast<double>(step) / deepest, 0, label, std::nullopt});
      }
    }
  }

  void place_in_pixels() {
    int before = 0;
    int untimed_steps = 0;
    bool has_untimed = false;
    for (DrawnNode const& node : drawing_.nodes) {
      if (node.at) {
        before = std::max(before, -node.step);
      } else {
        has_untimed = true;
        untimed_steps = std::max(untimed_steps, node.step);
      }
    }
    double const left = MARGIN + before * STEP;
    double const tail = drawing_.axis == DrawnAxis::Steps ? LABEL_TAIL
                        : has_untimed                     ? UNTIMED_TAIL + untimed_steps * STEP
                                                          : MARGIN;
    double const right = std::max(left + 40, WIDTH - tail);
    for (DrawnNode& node : drawing_.nodes) {
      double const base = node.at ? left + (right - left) * *node.at : right + UNTIMED_BEGIN + radius() + 44;
      node.x = base + STEP * node.step;
      node.y = TOP + node.lane * lane_height() + node.group * GROUP_GAP;
    }
    for (DrawnTick& tick : drawing_.ticks) {
      tick.x = left + (right - left) * tick.at;
    }
    drawing_.width = WIDTH;
    drawing_.height = (drawing_.nodes.empty() ? TOP : drawing_.nodes.back().y) + FOOT - (is_crowded_ ? 7 : 0);
  }

  [[nodiscard]] DrawnNode const& drawn(NodeId id) const { return drawing_.nodes[lanes_[index_of(id)]]; }

  void draw_links() {
    std::vector<std::vector<StemmaEdge const*>> from(tree_.names.size());
    for (StemmaEdge const& edge : stemma_.edges) {
      from[index_of(edge.parent)].push_back(&edge);
    }
    for (std::size_t const parent : tree_.order) {
      auto& edges = from[parent];
      std::sort(edges.begin(), edges.end(), [&](StemmaEdge const* left, StemmaEdge const* right) {
        auto const key = [&](StemmaEdge const& edge) {
          return std::make_pair(!is_main(tree_, edge), -static_cast<std::int64_t>(lanes_[index_of(edge.child)]));
        };
        return key(*left) < key(*right);
      });
      draw_links_of(edges);
    }
  }

  void draw_links_of(std::vector<StemmaEdge const*> const& edges) {
    auto const width_of = [&](StemmaEdge const& edge) {
      return is_main(tree_, edge) ? std::max(THINNEST, STROKE * edge.share) : THINNEST;
    };
    double total = -SPREAD;
    for (StemmaEdge const* edge : edges) {
      total += width_of(*edge) + SPREAD;
    }
    double const squeeze = std::min(1.0, (2 * radius() - 3) / std::max(total, 1.0));
    double offset = -total * squeeze / 2;
    std::uint32_t slot = 0;
    for (StemmaEdge const* edge : edges) {
      DrawnNode const& parent = drawn(edge->parent);
      DrawnNode const& child = drawn(edge->child);
      bool const is_merge = !is_main(tree_, *edge);
      DrawingSizes sizes;
      sizes.radius = radius();
      sizes.lane_height = lane_height();
      sizes.arrow_length = edge->direction == Direction::Unknown ? 0 : is_merge ? 6 : 8;
      sizes.parent_rim = radius() + (parent.kind == DrawnKind::Origin ? 3.8 : 0) + 0.5;
      double const track = parent.x + offset + width_of(*edge) * squeeze / 2;
      offset += (width_of(*edge) + SPREAD) * squeeze;
      auto const route = is_merge ? merge_route : main_route;
      drawing_.links.push_back(
        {edge->parent, edge->child, is_merge, slot++, route({parent.x, parent.y}, {child.x, child.y}, track, sizes)}
      );
    }
  }

  Stemma const& stemma_;
  MainTree tree_;
  bool is_crowded_;
  UtcTime from_{};
  UtcTime to_{};
  std::vector<std::uint32_t> lanes_;  // by node
  Drawing drawing_;
};

}  // namespace

Drawing StemmaDrawer::draw(Report const& report, Stemma const& stemma) const {
  return Picture{report, stemma}.draw();
}

}  // namespace stemma
