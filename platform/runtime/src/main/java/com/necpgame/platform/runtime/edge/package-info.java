/**
 * What every request meets before and after its route, wherever it runs: strict bodies, problems in place of the framework's
 * own errors, a correlation id, a line in the access log.
 */
@NullMarked
package com.necpgame.platform.runtime.edge;

import org.jspecify.annotations.NullMarked;
