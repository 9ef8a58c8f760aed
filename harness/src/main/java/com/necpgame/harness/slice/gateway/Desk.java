package com.necpgame.harness.slice.gateway;

import com.necpgame.harness.slice.edge.Answer;
import com.necpgame.harness.slice.edge.EdgeProblem;
import com.necpgame.harness.slice.edge.Received;
import com.necpgame.harness.slice.edge.Reply;
import com.necpgame.harness.slice.edge.Visitor;
import com.necpgame.harness.slice.socket.ConnectionsApi;
import com.necpgame.harness.slice.socket.Sockets;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Decides what a request comes to. Blocks while a function works for it. */
final class Desk {
    private static final String HEALTH = "/health";

    private final Routes routes;
    private final IdentityProxy identity;
    private final Sockets sockets;
    private final ConnectionsApi connections;
    private final @Nullable Authorizer authorizer;
    private final @Nullable TokenBuckets buckets;
    private final String stage;

    Desk(
            Routes routes,
            IdentityProxy identity,
            Sockets sockets,
            ConnectionsApi connections,
            @Nullable Authorizer authorizer,
            @Nullable TokenBuckets buckets,
            String stage) {
        this.routes = routes;
        this.identity = identity;
        this.sockets = sockets;
        this.connections = connections;
        this.authorizer = authorizer;
        this.buckets = buckets;
        this.stage = stage;
    }

    Reply reply(Received request) {
        if (!isReadable(request)) {
            return EdgeProblem.MALFORMED.answer(request, "The address is not a URI");
        }
        var path = request.path();
        if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
            return Answer.json(200, "{\"status\":\"UP\"}");
        }
        if (connections.takes(path)) {
            return connections.answer(request);
        }
        return identity.takes(path) ? identity.pass(request) : admit(request);
    }

    private static boolean isReadable(Received request) {
        try {
            request.query();
            return request.uri().startsWith("/")
                    && !new URI(request.uri()).getRawPath().isEmpty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return false;
        }
    }

    private Reply admit(Received request) {
        try {
            return count(request, authorizer == null ? Visitor.ANONYMOUS : authorizer.visitor(request));
        } catch (IdentityKeys.Unavailable e) {
            return EdgeProblem.UNAVAILABLE.answer(request, "no key to check the token with");
        }
    }

    private Reply count(Received request, Visitor visitor) {
        if (buckets == null) {
            return dispatch(request, visitor);
        }
        var subject = visitor.subject();
        var spent = buckets.spend(subject == null ? "ip " + request.address() : "sub " + subject);
        var reply = spent.allowed()
                ? dispatch(request, visitor)
                : EdgeProblem.RATE_LIMITED.answer(request, null, spent.untilNext());
        return reply instanceof Answer answer ? spent.tell(answer) : reply;
    }

    private Reply dispatch(Received request, Visitor visitor) {
        if (sockets.takes(request.path())) {
            return sockets.open(request, visitor);
        }
        var found = routes.find(request.method(), request.path()).orElse(null);
        if (found == null) {
            return EdgeProblem.ROUTE_NOT_FOUND.answer(request);
        }
        return visitor.refused() && found.secured()
                ? EdgeProblem.UNAUTHENTICATED.answer(request)
                : found.route().slice().ask(request, ProxyEvent.of(request, found, visitor, stage));
    }
}
