@NullMarked
package com.necpgame.contracts.bite.clever;

import org.jspecify.annotations.NullMarked;
