package com.necpgame.platform.testkit;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An AsyncAPI 3 document, and the judgement whether a message is one that it declares. May be used from many threads. */
public final class AsyncApiDocument {
    private static final String LOCATION = "mem:asyncapi";

    private final JsonNode root;
    private final SchemaRegistry schemas;

    private AsyncApiDocument(JsonNode root) {
        this.root = root;
        this.schemas = SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(), registry -> registry.schemas(Map.of(LOCATION, Json.write(root))));
    }

    /** @param text YAML or JSON */
    public static AsyncApiDocument parse(String text) {
        return new AsyncApiDocument(new YAMLMapper().readTree(text));
    }

    /** The keys of the messages that an operation has, as the document calls them. */
    public List<String> messages(String operation) {
        var names = new ArrayList<String>();
        for (var reference : root.at("/operations/" + operation + "/messages")) {
            var pointer = reference.path("$ref").asString();
            names.add(pointer.substring(pointer.lastIndexOf('/') + 1));
        }
        return names;
    }

    /** The values of {@code action} that an operation's messages may have. */
    public Set<String> actions(String operation) {
        var actions = new TreeSet<String>();
        for (var message : messages(operation)) {
            var action = root.at("/components/messages/" + message + "/payload/properties/action");
            if (action.has("const")) {
                actions.add(action.path("const").asString());
            }
            action.path("enum").forEach(value -> actions.add(value.asString()));
        }
        return actions;
    }

    /**
     * Fails unless one of the operation's messages is like this.
     *
     * @throws AssertionError which names what is wrong with it
     */
    public void check(String operation, String json) {
        var message = Json.read(json);
        var faults = new ArrayList<String>();
        for (var name : messages(operation)) {
            var wrong = faults(name, message);
            if (wrong.isEmpty()) {
                return;
            }
            if (wrong.stream().noneMatch(fault -> fault.startsWith("/action"))) {
                faults.addAll(wrong);
            }
        }
        throw new AssertionError("the document has no such message in " + operation + ": " + json + " " + faults);
    }

    private List<String> faults(String name, JsonNode message) {
        return schemas
                .getSchema(SchemaLocation.of(LOCATION + "#/components/messages/" + name + "/payload"))
                .validate(
                        message,
                        (ExecutionContext context) ->
                                context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
                .distinct()
                .toList();
    }
}
