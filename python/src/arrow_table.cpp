// SPDX-License-Identifier: Apache-2.0
#include "python/src/arrow_table.hpp"

#include <cerrno>

namespace stemma::python {

namespace {

constexpr std::int64_t kNullable = 2;  // ARROW_FLAG_NULLABLE

void set_bit(std::vector<std::byte>& bits, std::int64_t at, bool value) {
  auto const byte = static_cast<std::size_t>(at / 8);
  bits.resize(byte + 1);
  bits[byte] |= static_cast<std::byte>((value ? 1U : 0U) << static_cast<unsigned>(at % 8));
}

template <typename Value>
std::vector<std::byte> bytes_of(std::vector<Value> const& values) {
  auto const* const begin = reinterpret_cast<std::byte const*>(values.data());
  return {begin, begin + values.size() * sizeof(Value)};
}

/// What an exported structure owns: the table it looks into, and the lists of pointers that the interface asks for.
template <typename Structure>
struct Holder {
  std::shared_ptr<ArrowNode const> node;
  std::vector<void const*> buffers;
  std::vector<Structure> children;
  std::vector<Structure*> pointers;
};

template <typename Structure>
void release(Structure* structure) {
  auto* const holder = static_cast<Holder<Structure>*>(structure->private_data);
  for (Structure& child : holder->children) {
    if (child.release != nullptr) {
      child.release(&child);
    }
  }
  structure->release = nullptr;
  delete holder;
}

template <typename Structure, typename Export>
Holder<Structure>* hold(std::shared_ptr<ArrowNode const> node, Export const& export_child) {
  auto* const holder = new Holder<Structure>{std::move(node), {}, {}, {}};
  holder->children.resize(holder->node->children.size());
  for (std::size_t i = 0; i < holder->children.size(); ++i) {
    export_child(std::shared_ptr<ArrowNode const>{holder->node, &holder->node->children[i]}, holder->children[i]);
    holder->pointers.push_back(&holder->children[i]);
  }
  return holder;
}

void export_schema_of(std::shared_ptr<ArrowNode const> const& node, ArrowSchema& schema) {
  auto* const holder = hold<ArrowSchema>(node, export_schema_of);
  schema = {
    node->format.c_str(),
    node->name.c_str(),
    nullptr,
    kNullable,
    static_cast<std::int64_t>(node->children.size()),
    holder->pointers.data(),
    nullptr,
    release<ArrowSchema>,
    holder};
}

void export_array_of(std::shared_ptr<ArrowNode const> const& node, ArrowArray& array) {
  auto* const holder = hold<ArrowArray>(node, export_array_of);
  for (auto const& buffer : node->buffers) {
    bool const is_all_there = holder->buffers.empty() && node->null_count == 0;
    holder->buffers.push_back(is_all_there ? nullptr : buffer.data());
  }
  array = {
    node->length,
    node->null_count,
    0,
    static_cast<std::int64_t>(holder->buffers.size()),
    static_cast<std::int64_t>(node->children.size()),
    holder->buffers.data(),
    holder->pointers.data(),
    nullptr,
    release<ArrowArray>,
    holder};
}

/// A stream of one piece.
struct OnePiece {
  std::shared_ptr<ArrowNode const> root;
  bool is_given = false;

  static OnePiece& of(ArrowArrayStream* stream) { return *static_cast<OnePiece*>(stream->private_data); }

  static int schema(ArrowArrayStream* stream, ArrowSchema* out) {
    export_schema_of(of(stream).root, *out);
    return 0;
  }

  static int next(ArrowArrayStream* stream, ArrowArray* out) {
    *out = {};
    if (!std::exchange(of(stream).is_given, true)) {
      export_array_of(of(stream).root, *out);
    }
    return 0;
  }

  static char const* error(ArrowArrayStream* /*stream*/) { return nullptr; }

  static void end(ArrowArrayStream* stream) {
    delete &of(stream);
    stream->release = nullptr;
  }
};

}  // namespace

void Presence::add(bool is_there) {
  set_bit(bits_, length_++, is_there);
  nulls_ += is_there ? 0 : 1;
}

void Presence::finish(ArrowNode& node) && {
  node.null_count = nulls_;
  node.buffers.push_back(nulls_ == 0 ? std::vector<std::byte>{} : std::move(bits_));
}

void TextColumn::add(std::optional<std::string_view> value) {
  presence_.add(value.has_value());
  if (value) {
    auto const* const begin = reinterpret_cast<std::byte const*>(value->data());
    bytes_.insert(bytes_.end(), begin, begin + value->size());
  }
  offsets_.push_back(static_cast<std::int64_t>(bytes_.size()));
}

ArrowNode TextColumn::finish(std::string name) && {
  ArrowNode node{"U", std::move(name), static_cast<std::int64_t>(offsets_.size()) - 1, 0, {}, {}};
  std::move(presence_).finish(node);
  node.buffers.push_back(bytes_of(offsets_));
  node.buffers.push_back(std::move(bytes_));
  return node;
}

void FlagColumn::add(bool value) {
  set_bit(bits_, length_++, value);
}

ArrowNode FlagColumn::finish(std::string name) && {
  ArrowNode node{"b", std::move(name), length_, 0, {}, {}};
  node.buffers.emplace_back();
  node.buffers.push_back(std::move(bits_));
  return node;
}

ArrowNode ListColumn::finish(std::string name, ArrowNode items) && {
  ArrowNode node{"+L", std::move(name), static_cast<std::int64_t>(offsets_.size()) - 1, 0, {}, {}};
  node.buffers.emplace_back();
  node.buffers.push_back(bytes_of(offsets_));
  node.children.push_back(std::move(items));
  return node;
}

ArrowNode struct_of(std::string name, std::vector<ArrowNode> children) {
  std::int64_t const length = children.empty() ? 0 : children.front().length;
  ArrowNode node{"+s", std::move(name), length, 0, {}, std::move(children)};
  node.buffers.emplace_back();
  return node;
}

ArrowTable::ArrowTable(std::vector<ArrowNode> columns)
    : root_{std::make_shared<ArrowNode const>(struct_of("", std::move(columns)))} {}

std::vector<std::string> ArrowTable::names() const {
  std::vector<std::string> names;
  for (ArrowNode const& column : root_->children) {
    names.push_back(column.name);
  }
  return names;
}

void ArrowTable::export_schema(ArrowSchema& schema) const {
  export_schema_of(root_, schema);
}

void ArrowTable::export_stream(ArrowArrayStream& stream) const {
  stream = {OnePiece::schema, OnePiece::next, OnePiece::error, OnePiece::end, new OnePiece{root_}};
}

}  // namespace stemma::python
