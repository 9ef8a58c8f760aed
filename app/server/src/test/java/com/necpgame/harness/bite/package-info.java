@NullMarked
package com.necpgame.harness.bite;

import org.jspecify.annotations.NullMarked;
