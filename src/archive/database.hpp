// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace stemma {

class DatabaseQuery;

enum class DatabaseUse : std::uint8_t { Open, Create };

/// An SQLite file. Throws `Error`: `CannotWrite` for a full disk among others, `NoInput` where it cannot be read.
class Database {
 public:
  Database(std::filesystem::path path, DatabaseUse use);
  ~Database();
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;

  void run(char const* commands);
  [[nodiscard]] std::int64_t number(char const* query);

 private:
  friend class DatabaseQuery;
  [[noreturn]] void fail(int code) const;

  std::filesystem::path path_;
  sqlite3* handle_ = nullptr;
};

/// A command with places for values, used again and again.
class DatabaseQuery {
 public:
  DatabaseQuery(Database& database, char const* command);
  ~DatabaseQuery();
  DatabaseQuery(DatabaseQuery const&) = delete;
  DatabaseQuery& operator=(DatabaseQuery const&) = delete;

  /// Begins anew; `values` go to ?1, ?2, ….
  template <typename... Values>
  DatabaseQuery& with(Values const&... values) {
    reset();
    int place = 0;
    (bind(++place, values), ...);
    return *this;
  }

  /// The next row; false at the end, where the query is begun anew by itself.
  [[nodiscard]] bool next();

  /// For commands without rows.
  void run() {
    while (next()) {
    }
  }

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string_view text(int column) const;  ///< Until the next row.
  [[nodiscard]] bool is_null(int column) const;

  [[nodiscard]] std::optional<std::int64_t> integer_or_none(int column) const {
    return is_null(column) ? std::nullopt : std::optional{integer(column)};
  }

 private:
  void reset();
  void bind(int place, std::int64_t value);

  void bind(int place, std::uint32_t value) { bind(place, static_cast<std::int64_t>(value)); }

  void bind(int place, std::uint64_t value) { bind(place, static_cast<std::int64_t>(value)); }

  void bind(int place, double value);
  void bind(int place, std::string_view value);

  void bind(int place, std::string const& value) { bind(place, std::string_view{value}); }

  void bind(int place, std::optional<std::int64_t> value);

  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

}  // namespace stemma
