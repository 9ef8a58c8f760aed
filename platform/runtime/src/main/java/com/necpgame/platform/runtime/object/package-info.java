/** Named pieces of data too large for a table: a folder in the one JVM, S3 in AWS. */
@NullMarked
package com.necpgame.platform.runtime.object;

import org.jspecify.annotations.NullMarked;
