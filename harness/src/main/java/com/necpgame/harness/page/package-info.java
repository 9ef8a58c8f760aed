/** Reports as HTML pages that need nothing else: text, tables, and plots as SVG. */
@NullMarked
package com.necpgame.harness.page;

import org.jspecify.annotations.NullMarked;
