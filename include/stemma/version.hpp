// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The one place that states the version; CMake reads it from here.
#define STEMMA_VERSION "0.1.0"
