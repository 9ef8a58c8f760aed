/** What the voice module tells. Snake case on the wire, as its source has it. */
@NullMarked
package com.necpgame.contracts.voice;

import org.jspecify.annotations.NullMarked;
