@NullMarked
package com.necpgame.harness.slice.runtime;

import org.jspecify.annotations.NullMarked;
