/** What the sides of the local gateway share: a request off the wire, an answer to it, and the gateway's own problems. */
@NullMarked
package com.necpgame.harness.slice.edge;

import org.jspecify.annotations.NullMarked;
