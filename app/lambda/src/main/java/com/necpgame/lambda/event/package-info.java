/**
 * Events into a function and out of it: over an event bus, through a queue, from a table's stream, and by a schedule. What
 * they come to is the runtime's; here is only AWS's shape of each.
 */
@NullMarked
package com.necpgame.lambda.event;

import org.jspecify.annotations.NullMarked;
