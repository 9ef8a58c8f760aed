@NullMarked
package com.necpgame.harness.slice.stream;

import org.jspecify.annotations.NullMarked;
