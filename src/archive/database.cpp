// SPDX-License-Identifier: Apache-2.0
#include "archive/database.hpp"

#include <utility>

#include <sqlite3.h>

#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr int kPatienceMilliseconds = 10'000;  // for another process that mends the file after a kill

}  // namespace

Database::Database(std::filesystem::path path, DatabaseUse use) : path_{std::move(path)} {
  // Where the file may not be written, the library opens it for reading by itself.
  int const flags = SQLITE_OPEN_READWRITE | (use == DatabaseUse::Create ? SQLITE_OPEN_CREATE : 0);
  int const code =
    sqlite3_open_v2(path_.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) {
    std::string const message = sqlite3_errstr(code);
    sqlite3_close(handle_);
    throw Error{ErrorKind::NoInput, "cannot open " + path_.native() + ": " + message};
  }
  sqlite3_busy_timeout(handle_, kPatienceMilliseconds);
  sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, 1 << 28);
}

Database::~Database() {
  sqlite3_close(handle_);
}

void Database::fail(int code) const {
  std::string const message = path_.native() + ": " + sqlite3_errmsg(handle_);
  switch (code & 0xFF) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw Error{ErrorKind::CannotWrite, "cannot write " + message};
    default:
      throw Error{ErrorKind::NoInput, "cannot use " + message};
  }
}

void Database::run(char const* commands) {
  if (int const code = sqlite3_exec(handle_, commands, nullptr, nullptr, nullptr); code != SQLITE_OK) {
    fail(code);
  }
}

std::int64_t Database::number(char const* query) {
  DatabaseQuery one{*this, query};
  return one.next() ? one.integer(0) : 0;
}

DatabaseQuery::DatabaseQuery(Database& database, char const* command) : database_{database} {
  int const code = sqlite3_prepare_v3(database_.handle_, command, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
  if (code != SQLITE_OK) {
    database_.fail(code);
  }
}

DatabaseQuery::~DatabaseQuery() {
  sqlite3_finalize(handle_);
}

void DatabaseQuery::reset() {
  sqlite3_reset(handle_);
}

bool DatabaseQuery::next() {
  int const code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code != SQLITE_DONE) {
    database_.fail(code);
  }
  reset();
  return false;
}

std::int64_t DatabaseQuery::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}

double DatabaseQuery::real(int column) const {
  return sqlite3_column_double(handle_, column);
}

std::string_view DatabaseQuery::text(int column) const {
  auto const* const bytes = static_cast<char const*>(sqlite3_column_blob(handle_, column));
  return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

bool DatabaseQuery::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

void DatabaseQuery::bind(int place, std::int64_t value) {
  sqlite3_bind_int64(handle_, place, value);
}

void DatabaseQuery::bind(int place, double value) {
  sqlite3_bind_double(handle_, place, value);
}

void DatabaseQuery::bind(int place, std::string_view value) {
  sqlite3_bind_text64(handle_, place, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void DatabaseQuery::bind(int place, std::optional<std::int64_t> value) {
  value ? sqlite3_bind_int64(handle_, place, *value) : sqlite3_bind_null(handle_, place);
}

}  // namespace stemma
