@NullMarked
package com.necpgame.harness.slice.bus;

import org.jspecify.annotations.NullMarked;
