// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/byte_stream.hpp"
#include "corpus/input_list.hpp"
#include "corpus/spill_file.hpp"
#include "corpus/unpacking_stream.hpp"

namespace stemma {

/// A piece of a block that can be parsed by itself.
struct Segment {
  std::uint32_t input = 0;
  std::size_t begin = 0;  ///< In the block.
  std::size_t end = 0;
  std::uint64_t place = 0;       ///< Of its first byte in the input, or in the spill.
  std::uint64_t first_line = 0;  ///< Of records, from 1; 0 for a plain text.
};

/// A few megabytes of whole lines and whole texts, from one input or several. Can be read some bytes past the end.
struct InputBlock {
  std::vector<char> bytes;
  std::vector<Segment> segments;
};

/// Says what was left out: of which input, in which line (0 = no line), and why.
using LeftOut = std::function<void(std::uint32_t input, std::uint64_t line, std::string reason)>;

struct FillLimits {
  std::uint64_t max_document_bytes = 0;
  std::uint64_t longest_line = 0;
  UnpackingLimits unpacking;
};

/// Fills blocks from the inputs, one after another. How they are cut depends on the inputs alone.
class BlockFiller {
 public:
  BlockFiller(InputList& inputs, FillLimits const& limits, std::filesystem::path spill, LeftOut skip, LeftOut notice);

  /// Reads the inputs [first, last) only. Before anything else.
  void read_only(std::uint32_t first, std::uint32_t last) noexcept {
    input_ = first;
    last_input_ = last;
  }

  /// False at the end. `before` is the block that was filled last, another one: its last bytes may be the beginning of a line. It is
  /// only read. Throws `Error` where a file changed while it was read.
  [[nodiscard]] bool fill(InputBlock& block, InputBlock const& before);

  /// Of the inputs as they lie on disk.
  [[nodiscard]] std::uint64_t packed_bytes() const noexcept;

  [[nodiscard]] SpillFile const* spill() const noexcept { return spill_.get(); }

 private:
  struct Opened {
    explicit Opened(std::string const& path, UnpackingLimits const& limits) : file{path}, stream{file, limits} {}

    FileStream file;
    UnpackingStream stream;
    std::uint64_t place = 0;  // in the unpacked input, of what is read next
    std::uint64_t line = 1;   // of the first line that is not in a segment yet
    bool is_line_too_long = false;
  };

  void open_next(InputBlock& block);
  [[nodiscard]] bool is_readable(std::string_view head);
  void read_text(InputBlock& block);
  void read_lines(InputBlock& block);
  void skip_long_line(InputBlock& block);
  void add_lines(InputBlock& block, std::size_t end);
  void finish_input();
  [[nodiscard]] std::size_t read_more(InputBlock& block, std::size_t most);
  [[nodiscard]] std::uint64_t place_of(InputBlock const& block, std::size_t begin, std::size_t end);

  InputList& inputs_;
  FillLimits limits_;
  std::filesystem::path spill_path_;
  LeftOut skip_;
  LeftOut notice_;
  std::unique_ptr<SpillFile> spill_;
  std::unique_ptr<Opened> opened_;
  std::uint32_t input_ = 0;  // the one that is open, or will be next
  std::uint32_t last_input_;
  std::size_t begin_ = 0;  // in the block: of what belongs to no segment yet
  std::size_t end_ = 0;    // in the block: of all that was read
  std::uint64_t packed_bytes_ = 0;
};

}  // namespace stemma
