/**
 * API Gateway's part of local slices: HTTP requests become proxy events for the slice whose route they name, bearer
 * tokens become claims, and callers are counted.
 */
@NullMarked
package com.necpgame.harness.slice.gateway;

import org.jspecify.annotations.NullMarked;
