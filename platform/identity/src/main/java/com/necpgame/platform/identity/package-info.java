/**
 * Who callers are.
 *
 * <p>Access tokens are checked against the keys of the configured identity provider, Cognito for one. Where none is
 * configured, this package is the provider: guests sign in with a device, machines with client credentials, and tokens
 * have Cognito's shape, so that nobody downstream can tell.
 */
@NullMarked
package com.necpgame.platform.identity;

import org.jspecify.annotations.NullMarked;
