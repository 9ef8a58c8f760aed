package com.necpgame.server;

import com.necpgame.platform.runtime.store.EnabledModules;
import io.micronaut.core.util.SupplierUtil;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The sockets of this process as one AsyncAPI document: the parts of the modules that are at work. */
@Singleton
final class AsyncApiDocument {
    /** A part's own line: whose it is. */
    private static final String MODULE = "x-module";

    private final EnabledModules modules;
    private final Supplier<Map<String, Object>> document = SupplierUtil.memoized(this::merge);

    AsyncApiDocument(EnabledModules modules) {
        this.modules = modules;
    }

    byte[] json() {
        return DocumentText.json(document.get());
    }

    String yaml() {
        return DocumentText.yaml(document.get());
    }

    private Map<String, Object> merge() {
        return merge(DocumentParts.read(AsyncApiDocument.class.getClassLoader(), DocumentParts.ASYNC_API));
    }

    Map<String, Object> merge(List<Map<String, Object>> parts) {
        var document = new LinkedHashMap<String, Object>();
        document.put("asyncapi", "3.0.0");
        document.put("info", OpenApiCommon.info());
        for (var part : parts) {
            if (modules.names().contains(String.valueOf(part.get(MODULE)))) {
                part.forEach((section, named) -> add(document, section, named));
            }
        }
        return document;
    }

    private static void add(Map<String, Object> into, String name, Object value) {
        var known = into.get(name);
        if (name.equals(MODULE)) {
            return;
        }
        if (known instanceof Map<?, ?> && value instanceof Map<?, ?>) {
            var merged = new TreeMap<>(OpenApiDocument.map(known));
            OpenApiDocument.map(value).forEach((key, part) -> add(merged, key, part));
            into.put(name, merged);
        } else if (known != null && !known.equals(value)) {
            throw new IllegalStateException("Two modules describe " + name + " differently");
        } else {
            into.put(name, value);
        }
    }
}
