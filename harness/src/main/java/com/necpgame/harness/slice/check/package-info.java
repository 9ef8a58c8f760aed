/** Every shape of event, sent to the slices' real artefacts under Lambda's runtime interface client. */
@NullMarked
package com.necpgame.harness.slice.check;

import org.jspecify.annotations.NullMarked;
