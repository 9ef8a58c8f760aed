package com.necpgame.platform.testkit;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** OpenAPI's formats of whole numbers, which the validator takes for remarks. */
final class WholeNumber implements Format {
    static final List<Format> ALL = List.of(
            new WholeNumber("int32", JsonNode::canConvertToInt), new WholeNumber("int64", JsonNode::canConvertToLong));

    private final String name;
    private final Predicate<JsonNode> fits;

    private WholeNumber(String name, Predicate<JsonNode> fits) {
        this.name = name;
        this.fits = fits;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getMessageKey() {
        return "format";
    }

    /** Whether it is a number at all is for the type to say. */
    @Override
    public boolean matches(ExecutionContext execution, SchemaContext schema, JsonNode value) {
        return !value.isNumber() || fits.test(value);
    }
}
