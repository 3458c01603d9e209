// SPDX-License-Identifier: Apache-2.0
#include "corpus/intake.hpp"

#include "stemma/error.hpp"

namespace stemma {

void Intake::add(Candidate candidate) {
  constexpr std::uint64_t of_document = 4096;
  bytes += of_document + candidate.document.text.size() / 4 * 5;
  if (bytes > most_bytes) {
    throw Error{
      ErrorKind::BadOption,
      "the texts take more than the " + std::to_string(most_bytes >> 20U) +
        " MiB of memory that a trace may hold: the first " + std::to_string(candidates.size()) +
        " documents fill it. Give it more, trace a part of them, or fill an archive with them: it keeps them on the disk"};
  }
  candidates.push_back(std::move(candidate));
}

}  // namespace stemma
