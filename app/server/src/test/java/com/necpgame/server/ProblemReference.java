package com.necpgame.server;

import static com.necpgame.server.MarkdownTable.code;

import com.necpgame.platform.runtime.problem.Problem;
import java.util.List;
import java.util.Map;

/** Every refusal that a caller may get, from the catalogues. */
final class ProblemReference {
    private static final String INTRODUCTION = """
            # Problems

            Every refusal is an `application/problem+json` of [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457). Its `code`
            is for programs and does not change; its `type` is `%s` and the code. `detail` tells what
            happened this time, `errors` which field is at fault, `traceId` finds the request in logs and traces. Where
            `retryable` is true, the same request may succeed after the seconds in `Retry-After`; send it with the same
            `Idempotency-Key`.

            Within one part the order is the order of precedence: where two apply, the caller sees the first. The
            problems of `platform` may come from every route.
            """.formatted(Problem.TYPE_ROOT);

    private final Map<String, List<Problem>> problems;

    ProblemReference(SystemClasses classes) {
        problems = classes.problems();
    }

    String page() {
        var page = new StringBuilder(INTRODUCTION);
        problems.forEach((part, catalogue) -> page.append("\n## ")
                .append(part)
                .append("\n\n")
                .append(table(catalogue))
                .append('\n'));
        return page.toString();
    }

    /** Of one module. */
    String of(String module) {
        return table(problems.getOrDefault(module, List.of())).or("None.");
    }

    private static MarkdownTable table(List<Problem> catalogue) {
        var table = new MarkdownTable("code", "status", "title", "retryable");
        for (var problem : catalogue) {
            table.row(
                    code(problem.code()),
                    problem.status().getCode() + " " + problem.status().getReason(),
                    problem.title(),
                    problem.retryable() ? "yes" : "no");
        }
        return table;
    }
}
