/**
 * One AWS Lambda function of one module: the same beans as in the one JVM, behind one handler that looks at the shape of
 * what it is given. It knows no module; which one it serves is a matter of the class path.
 */
@NullMarked
package com.necpgame.lambda;

import org.jspecify.annotations.NullMarked;
