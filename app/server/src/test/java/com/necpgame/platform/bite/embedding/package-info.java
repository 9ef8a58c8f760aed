@NullMarked
package com.necpgame.platform.bite.embedding;

import org.jspecify.annotations.NullMarked;
