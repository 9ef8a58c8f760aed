/** The zip files that functions are deployed from. */
@NullMarked
package com.necpgame.harness.slice.artefact;

import org.jspecify.annotations.NullMarked;
