package com.necpgame.lambda.probe;

import com.necpgame.lambda.TestFunction;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.transaction.Idempotency;
import com.necpgame.platform.runtime.transaction.Transactions;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Requires(property = TestFunction.PROBE)
@Controller("/v1/probes")
@Secured(SecurityRule.IS_AUTHENTICATED)
class ProbeController {
    private final Items<ProbeRow> rows;
    private final Transactions transactions;

    ProbeController(Dynamo dynamo, Transactions transactions) {
        this.rows = dynamo.items(ProbeRow.class);
        this.transactions = transactions;
    }

    @Get("/open/{name}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<Map<String, Object>> open(
            String name, @QueryValue(defaultValue = "10") @Max(100) int limit, @QueryValue @Nullable List<String> tag) {
        return HttpResponse.ok(
                        Map.<String, Object>of("name", name, "limit", limit, "tags", tag == null ? List.of() : tag))
                .header("ETag", "\"7\"")
                .header("Link", "one")
                .header("Link", "two");
    }

    @Get("/mine")
    Map<String, String> mine(Caller caller) {
        return Map.of("subject", caller.subject(), "role", caller.role().name());
    }

    @Post
    @Status(HttpStatus.CREATED)
    Note make(Idempotency once, @Body @Valid Note note) {
        transactions.commit(once.answer(note), rows.put(new ProbeRow(once.key(), note.text())));
        return note;
    }

    /** The body stands first: what is wrong with the key is told first nevertheless. */
    @Post("/late")
    Note late(@Body @Valid Note note, Idempotency once) {
        return note;
    }

    @Put
    Note put(@Body @Valid Note note, @Header("If-Match") String version) {
        return note;
    }

    @Get(value = "/bytes", produces = "audio/ogg")
    byte[] bytes() {
        return new byte[] {0, (byte) 0xff, (byte) 0x80, 'x'};
    }

    @Post(value = "/bytes", consumes = MediaType.APPLICATION_OCTET_STREAM)
    Map<String, Integer> bytes(@Body byte[] bytes) {
        return Map.of("length", bytes.length, "last", (int) bytes[bytes.length - 1]);
    }

    @Get("/rows/{id}")
    HttpResponse<?> row(String id) {
        var row = rows.get(id);
        return row == null ? HttpResponse.notFound() : HttpResponse.ok(Map.of("text", row.text()));
    }

    @Get("/busy")
    String busy() {
        throw PlatformProblem.CONTENDED.refuse().retryAfter(Duration.ofSeconds(7));
    }

    @Get("/fault")
    String fault() {
        throw new IllegalStateException("the secret of the database");
    }

    @Serdeable
    record Note(@Size(min = 1, max = 20) String text) {}
}
