// SPDX-License-Identifier: Apache-2.0
#include "python/src/copy_tables.hpp"

#include <array>
#include <fstream>
#include <string>

#include <simdjson.h>

#include "stemma/error.hpp"

namespace stemma::python {

namespace {

namespace dom = simdjson::dom;

/// Calls `take(record)` for each line of a file.
template <typename Take>
void each_record(std::filesystem::path const& path, Take const& take) {
  std::ifstream in{path, std::ios::binary};
  if (!in) {
    throw Error{ErrorKind::NoInput, "cannot read " + path.string()};
  }
  dom::parser parser;
  std::string line;
  try {
    while (std::getline(in, line)) {
      std::size_t const length = line.size();
      line.resize(length + simdjson::SIMDJSON_PADDING);
      take(parser.parse(line.data(), length, false).get_object());
      line.clear();
    }
  } catch (simdjson::simdjson_error const& error) {
    throw Error{ErrorKind::NoInput, path.string() + " is not what stemma dedup writes: " + error.what()};
  }
}

std::uint32_t small(dom::element value) {
  return static_cast<std::uint32_t>(std::uint64_t{value});
}

/// [begin, end) of each side of the common runs.
struct RunColumns {
  std::array<NumberColumn<std::uint32_t>, 4> bytes{
    NumberColumn<std::uint32_t>{"I"}, NumberColumn<std::uint32_t>{"I"}, NumberColumn<std::uint32_t>{"I"},
    NumberColumn<std::uint32_t>{"I"}};
  ListColumn lists;

  void add(dom::array runs) {
    lists.add(runs.size());
    for (dom::element const run : runs) {
      std::size_t column = 0;
      for (char const* const side : {"left", "right"}) {
        for (dom::element const byte : dom::array(run[side])) {
          bytes.at(column++).add(small(byte));
        }
      }
    }
  }

  ArrowNode finish() && {
    constexpr std::array names{"left_begin_byte", "left_end_byte", "right_begin_byte", "right_end_byte"};
    std::vector<ArrowNode> columns;
    for (std::size_t i = 0; i < names.size(); ++i) {
      columns.push_back(std::move(bytes[i]).finish(names[i]));
    }
    return std::move(lists).finish("runs", struct_of("item", std::move(columns)));
  }
};

}  // namespace

ArrowTable links_table(std::filesystem::path const& path) {
  TextColumn left;
  TextColumn right;
  TextColumn kind;
  NumberColumn<double> resemblance{"g"};
  NumberColumn<double> containment_left{"g"};
  NumberColumn<double> containment_right{"g"};
  NumberColumn<std::uint32_t> longest_run_words{"I"};
  RunColumns runs;
  each_record(path, [&](dom::object const& link) {
    left.add(std::string_view{link["left"]});
    right.add(std::string_view{link["right"]});
    kind.add(std::string_view{link["kind"]});
    resemblance.add(link["resemblance"].get_double().value());
    containment_left.add(link["containment_left"].get_double().value());
    containment_right.add(link["containment_right"].get_double().value());
    longest_run_words.add(small(link["longest_run_words"]));
    runs.add(link["runs"]);
  });
  return ArrowTable{
    {std::move(left).finish("left"), std::move(right).finish("right"), std::move(kind).finish("kind"),
     std::move(resemblance).finish("resemblance"), std::move(containment_left).finish("containment_left"),
     std::move(containment_right).finish("containment_right"), std::move(longest_run_words).finish("longest_run_words"),
     std::move(runs).finish()}};
}

ArrowTable clusters_table(std::filesystem::path const& path) {
  NumberColumn<std::uint64_t> cluster{"L"};
  TextColumn representative;
  TextColumn reason;
  ListColumn members;
  TextColumn ids;
  each_record(path, [&](dom::object const& line) {
    cluster.add(std::uint64_t{line["cluster"]});
    representative.add(std::string_view{line["representative"]});
    reason.add(std::string_view{line["reason"]});
    std::size_t count = 0;
    for (dom::element const id : dom::array(line["members"])) {
      ids.add(std::string_view{id});
      ++count;
    }
    members.add(count);
  });
  return ArrowTable{
    {std::move(cluster).finish("cluster"), std::move(representative).finish("representative"),
     std::move(reason).finish("reason"), std::move(members).finish("members", std::move(ids).finish("item"))}};
}

ArrowTable notes_table(std::filesystem::path const& path) {
  TextColumn source;
  NumberColumn<std::uint64_t> line{"L"};
  TextColumn reason;
  NumberColumn<std::uint64_t> count{"L"};
  each_record(path, [&](dom::object const& note) {
    source.add(std::string_view{note["source"]});
    dom::element const number = note["line"];
    line.add(number.is_null() ? std::nullopt : std::optional{std::uint64_t{number}});
    reason.add(std::string_view{note["reason"]});
    count.add(std::uint64_t{note["count"]});
  });
  return ArrowTable{
    {std::move(source).finish("source"), std::move(line).finish("line"), std::move(reason).finish("reason"),
     std::move(count).finish("count")}};
}

}  // namespace stemma::python
