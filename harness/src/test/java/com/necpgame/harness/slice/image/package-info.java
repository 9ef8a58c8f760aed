@NullMarked
package com.necpgame.harness.slice.image;

import org.jspecify.annotations.NullMarked;
