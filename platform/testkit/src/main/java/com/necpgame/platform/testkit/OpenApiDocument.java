package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.ApiOperation.Body;
import com.necpgame.platform.testkit.ApiOperation.Parameter;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.OpenApi30;
import com.networknt.schema.dialect.OpenApi31;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An OpenAPI 3.0 or 3.1 document, and the judgement whether an answer is one that it declares. References within the
 * document are followed. May be used from many threads.
 */
public final class OpenApiDocument {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    /** Where the schemas think they live; nothing is fetched from there. */
    private static final String LOCATION = "mem:openapi";

    private final JsonNode root;
    private final SchemaRegistry schemas;
    private final List<ApiOperation> operations;

    private OpenApiDocument(JsonNode root) {
        this.root = root;
        this.schemas = SchemaRegistry.withDefaultDialect(
                dialect(root), registry -> registry.schemas(Map.of(LOCATION, Json.write(root))));
        this.operations = readOperations();
    }

    /**
     * Reads a document.
     *
     * @param text YAML or JSON
     * @throws IllegalArgumentException if it is no OpenAPI 3 document
     */
    public static OpenApiDocument parse(String text) {
        return new OpenApiDocument(new YAMLMapper().readTree(text));
    }

    /** Every operation, in the order of the document. */
    public List<ApiOperation> operations() {
        return operations;
    }

    /**
     * The operation that serves a path.
     *
     * @param path with or without a query; where several templates fit, the one with more fixed segments counts
     */
    public Optional<ApiOperation> find(String method, String path) {
        var plain = path.split("\\?", 2)[0];
        return operations.stream()
                .filter(operation -> operation.method().equals(method) && fits(operation.path(), plain))
                .min(Comparator.comparingLong(operation -> variables(operation.path())));
    }

    /**
     * Fails unless the document declares this answer: its operation, status, content type and, for JSON, the body.
     *
     * @throws AssertionError which names the operation and, for a body, each pointer and the reason
     */
    public void check(ApiAnswer answer) {
        var request = answer.request();
        var operation = find(request.method(), request.path())
                .orElseThrow(() -> new AssertionError("the document has no operation for " + answer));
        var status = operation
                .declared(answer.status())
                .orElseThrow(() -> undeclared(operation, "status " + answer.status(), answer));
        var response = pointerTo(pointer(operation), "responses", status);
        checkContent(operation, response, answer);
    }

    /** What is wrong with a value, a line for each fault; none if the schema at the pointer allows it. */
    List<String> faults(String schemaPointer, JsonNode value) {
        return schemas
                .getSchema(SchemaLocation.of(LOCATION + "#" + schemaPointer))
                .validate(
                        value,
                        (ExecutionContext context) ->
                                context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(fault -> (fault.getInstanceLocation().toString().isEmpty() ? "/" : fault.getInstanceLocation())
                        + " " + fault.getMessage())
                .distinct()
                .toList();
    }

    /** Whether a schema forbids this text, be it that it is no JSON. */
    boolean forbids(String schemaPointer, String json) {
        try {
            return !faults(schemaPointer, Json.read(json)).isEmpty();
        } catch (JacksonException e) {
            return true;
        }
    }

    /** The schema at a pointer; where it is a reference, what that leads to. Sub-schemas may be references. */
    public JsonNode schema(String pointer) {
        return root.at(pointerTo(pointer));
    }

    /** The schema itself or, where it is a reference, what that leads to. */
    JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref");
        return reference.isString() ? schema(local(reference.stringValue())) : schema;
    }

    private void checkContent(ApiOperation operation, String response, ApiAnswer answer) {
        var content = root.at(response).path("content");
        var type = answer.contentType();
        if (content.isEmpty()) {
            if (!answer.text().isEmpty()) {
                throw undeclared(operation, "a body with status " + answer.status(), answer);
            }
            return;
        }
        var declared = content.propertyNames().stream()
                .filter(range -> type != null && MediaTypes.covers(range, type))
                .findFirst()
                .orElseThrow(() ->
                        undeclared(operation, "content type " + type + " with status " + answer.status(), answer));
        if (type != null && MediaTypes.isJson(type) && content.path(declared).has("schema")) {
            checkBody(operation, pointerTo(response, "content", declared, "schema"), answer);
        }
    }

    private void checkBody(ApiOperation operation, String schema, ApiAnswer answer) {
        var faults = faults(schema, answer.json());
        if (!faults.isEmpty()) {
            throw new AssertionError(operation + " answers " + answer.status()
                    + " with a body that its schema does not allow:\n  " + String.join("\n  ", faults) + "\n" + answer);
        }
    }

    private static AssertionError undeclared(ApiOperation operation, String what, ApiAnswer answer) {
        return new AssertionError(operation + " does not declare " + what + ": " + answer);
    }

    private List<ApiOperation> readOperations() {
        var all = new ArrayList<ApiOperation>();
        root.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)) {
                        all.add(operation(method.toUpperCase(Locale.ROOT), path, item, operation));
                    }
                }));
        return List.copyOf(all);
    }

    private ApiOperation operation(String method, String path, JsonNode item, JsonNode operation) {
        var parameters = new LinkedHashMap<String, Parameter>();
        var pointer = pointer(method, path);
        addAll(parameters, item, "/paths/" + escaped(path));
        addAll(parameters, operation, pointer);
        return new ApiOperation(
                method,
                path,
                List.copyOf(parameters.values()),
                body(pointer, operation),
                Set.copyOf(operation.path("responses").propertyNames()));
    }

    /** An operation's parameter replaces its path's of the same name and place. */
    private void addAll(Map<String, Parameter> parameters, JsonNode owner, String pointer) {
        for (int i = 0; i < owner.path("parameters").size(); i++) {
            var at = pointerTo(pointer, "parameters", Integer.toString(i));
            var node = root.at(at);
            var parameter = new Parameter(
                    node.path("name").asString(),
                    node.path("in").asString(),
                    node.path("required").asBoolean(false),
                    pointerTo(at, "schema"));
            parameters.put(parameter.in() + " " + parameter.name(), parameter);
        }
    }

    private @Nullable Body body(String operation, JsonNode node) {
        if (!node.has("requestBody")) {
            return null;
        }
        var request = pointerTo(operation, "requestBody");
        var body = root.at(request);
        return body.path("content").propertyNames().stream()
                .filter(type -> MediaTypes.isJson(MediaTypes.plain(type)))
                .findFirst()
                .map(type -> new Body(
                        type, body.path("required").asBoolean(false), pointerTo(request, "content", type, "schema")))
                .orElse(null);
    }

    private static Dialect dialect(JsonNode root) {
        var version = root.path("openapi").asString("");
        if (version.startsWith("3.0")) {
            return withNumbers(OpenApi30.getInstance());
        }
        if (version.startsWith("3.1")) {
            return withNumbers(OpenApi31.getInstance());
        }
        throw new IllegalArgumentException("neither OpenAPI 3.0 nor 3.1: " + version);
    }

    private static Dialect withNumbers(Dialect dialect) {
        return Dialect.builder(dialect).formats(WholeNumber.ALL).build();
    }

    private static String pointer(ApiOperation operation) {
        return pointer(operation.method(), operation.path());
    }

    private static String pointer(String method, String path) {
        return "/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT);
    }

    /** A pointer some steps on, with every reference on the way followed, and the last one as well. */
    private String pointerTo(String from, String... steps) {
        var pointer = followed(from);
        for (String step : steps) {
            pointer = followed(pointer + "/" + escaped(step));
        }
        return pointer;
    }

    private String followed(String pointer) {
        var reference = root.at(pointer).path("$ref");
        return reference.isString() ? followed(local(reference.stringValue())) : pointer;
    }

    private static String local(String reference) {
        if (!reference.startsWith("#/")) {
            throw new IllegalArgumentException("a reference out of the document: " + reference);
        }
        return reference.substring(1);
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    private static boolean fits(String template, String path) {
        var wanted = template.split("/", -1);
        var given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean variable = wanted[i].startsWith("{");
            if (variable ? given[i].isEmpty() : !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static long variables(String template) {
        return template.chars().filter(c -> c == '{').count();
    }

    @Override
    public String toString() {
        return operations.stream()
                .map(ApiOperation::toString)
                .collect(Collectors.joining(", ", "OpenApiDocument[", "]"));
    }
}
