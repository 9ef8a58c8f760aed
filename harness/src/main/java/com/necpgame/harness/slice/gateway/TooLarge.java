package com.necpgame.harness.slice.gateway;

import io.netty.handler.codec.http.HttpRequest;

/**
 * A request whose body is over the limit, and thrown away.
 *
 * @param last whether nothing can be read behind it
 */
record TooLarge(HttpRequest request, boolean last) {}
