// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "serve/report_index.hpp"
#include "serve/site.hpp"

namespace stemma::serve {

/// A report as a site: its page at /, and its parts as JSON below /api/v1 (serve/openapi.json).
class ReportSite final : public Site {
 public:
  explicit ReportSite(std::filesystem::path const& report);

  [[nodiscard]] Reply answer(Query const& query) const override;

  [[nodiscard]] ReportIndex const& index() const noexcept { return index_; }

 private:
  ReportIndex index_;
  std::shared_ptr<KeptBytes const> page_;
};

}  // namespace stemma::serve
