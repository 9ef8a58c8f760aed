/** What a cold start costs: of a slice in each of its shapes, beside a handler that does one read and knows no framework. */
@NullMarked
package com.necpgame.harness.coldstart;

import org.jspecify.annotations.NullMarked;
