// SPDX-License-Identifier: Apache-2.0
#include "corpus/row_record.hpp"

#include <string>
#include <utility>

#include "corpus/open_input.hpp"
#include "corpus/text_form.hpp"

namespace stemma {

namespace {

std::optional<std::string> fault_of(DocumentRow const& row, std::uint64_t max_document_bytes) {
  if (!row.text) {
    return "no text";
  }
  return fault_of_row_text(*row.text, max_document_bytes);
}

std::optional<std::string_view> name_of(
  std::optional<std::string_view> const& given, char const* field, std::vector<std::string>& reservations
) {
  if (!given || is_blank(*given)) {
    return {};
  }
  if (given->size() > kLongestName || fault_in_text(*given)) {
    reservations.push_back("the " + std::string{field} + " is not a short string; ignored");
    return {};
  }
  return trimmed(*given);
}

void read_time_of(DocumentRow const& row, RecordFields& fields) {
  if (!row.epoch_time && (!row.written_time || is_blank(*row.written_time))) {
    return;
  }
  auto const time = row.epoch_time ? time_from_epoch(*row.epoch_time) : read_time(*row.written_time);
  if (time) {
    fields.published = time->time;
    fields.time_precision = time->precision;
    return;
  }
  std::string const written =
    row.epoch_time ? std::to_string(*row.epoch_time) : '"' + as_utf8(row.written_time->substr(0, 60)) + '"';
  fields.reservations.push_back("cannot read " + written + " as a time; the document is taken as undated");
}

}  // namespace

std::optional<std::string> fault_of_row_text(std::string_view text, std::uint64_t max_document_bytes) {
  if (text.size() > max_document_bytes) {
    return "the text is longer than " + limit_in_words(max_document_bytes);
  }
  if (auto fault = fault_in_text(text)) {
    return fault;
  }
  return is_blank(text) ? std::optional<std::string>{"empty text"} : std::nullopt;
}

std::optional<std::string_view> id_of(DocumentRow const& row) {
  std::vector<std::string> ignored;
  return name_of(row.id, "id", ignored);
}

RecordFields fields_of(DocumentRow const& row, std::uint64_t max_document_bytes) {
  RecordFields fields;
  fields.fault = fault_of(row, max_document_bytes);
  if (!fields.fault) {
    fields.text = *row.text;
    fields.id = name_of(row.id, "id", fields.reservations);
    read_time_of(row, fields);
  }
  return fields;
}

Record record_of(DocumentRow const& row, std::uint64_t max_document_bytes) {
  RecordFields fields = fields_of(row, max_document_bytes);
  Record record;
  record.fault = std::move(fields.fault);
  record.reservations = std::move(fields.reservations);
  if (record.fault) {
    return record;
  }
  record.id = fields.id;
  record.time_precision = fields.time_precision;
  Document& document = record.document;
  document.text = fields.text;
  document.published = fields.published;
  document.outlet = name_of(row.outlet, "outlet", record.reservations);
  if (row.title && !fault_in_text(*row.title)) {
    document.title = title_in_one_line(*row.title);
  }
  if (document.title) {
    document.text = text_under_title(*document.title, document.text);
  }
  return record;
}

}  // namespace stemma
