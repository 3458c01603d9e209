// SPDX-License-Identifier: Apache-2.0
#include "corpus/read_input.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "corpus/input_form.hpp"
#include "corpus/open_input.hpp"
#include "corpus/record_file.hpp"
#include "corpus/text_file.hpp"
#include "corpus/text_form.hpp"
#include "corpus/unpacking_stream.hpp"

namespace stemma {

namespace {

constexpr std::size_t kFirstLookBytes = 64UL << 10U;

}  // namespace

void read_input(ByteStream& packed, std::filesystem::path const& path, Options const& options, Intake& intake) {
  UnpackingStream stream{packed};
  bool const is_standard_input = path == "-";
  std::string source = as_utf8(path.native());
  std::string head(kFirstLookBytes, '\0');
  head.resize(stream.read(head));
  if (auto failure = stream.failure(); failure && head.empty()) {
    intake.skip(std::move(source), std::move(*failure));
    return;
  }
  if (head.empty()) {
    intake.skip(std::move(source), "empty file");
    return;
  }
  if (auto form = foreign_form(head)) {
    intake.skip(std::move(source), std::move(*form));
    return;
  }
  if (is_own_report(head)) {
    intake.notice(std::move(source), "a report that this program wrote; not read");
    return;
  }
  head.erase(0, byte_order_mark_bytes(head));
  std::filesystem::path const unpacked = unpacked_name(path, stream.packing());
  bool const are_records = has_records(unpacked, head);
  std::string name = is_standard_input ? "stdin" : as_utf8((are_records ? path : unpacked).filename().native());
  OpenInput input{stream, std::move(source), std::move(name), std::move(head)};
  if (are_records) {
    read_records(input, options, intake);
  } else {
    read_plain_text(std::move(input), options, intake);
  }
}

}  // namespace stemma
