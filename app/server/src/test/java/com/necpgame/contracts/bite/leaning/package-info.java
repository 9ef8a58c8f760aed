@NullMarked
package com.necpgame.contracts.bite.leaning;

import org.jspecify.annotations.NullMarked;
