// SPDX-License-Identifier: Apache-2.0
#include "report/variation_name.hpp"

namespace stemma {

std::string_view name_of(VariationKind kind) {
  switch (kind) {
    case VariationKind::Place:
      return "place";
    case VariationKind::Person:
      return "person";
    case VariationKind::Organisation:
      return "organisation";
    case VariationKind::Number:
      return "number";
    case VariationKind::Date:
      return "date";
    case VariationKind::Quote:
      return "quote";
    case VariationKind::Attribution:
      return "attribution";
    case VariationKind::Modality:
      return "modality";
    case VariationKind::Detail:
      break;
  }
  return "detail";
}

}  // namespace stemma
