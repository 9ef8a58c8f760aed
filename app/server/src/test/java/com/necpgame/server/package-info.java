@NullMarked
package com.necpgame.server;

import org.jspecify.annotations.NullMarked;
