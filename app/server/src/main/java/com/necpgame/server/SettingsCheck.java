package com.necpgame.server;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.json.JsonMapper;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Refuses to start with a setting of ours that nothing reads: the framework would ignore it, and whoever mistyped it
 * would believe it holds.
 */
@Context
final class SettingsCheck {
    private static final String PREFIX = "necpgame.";
    private static final String VARIABLE_PREFIX = "NECPGAME_";
    private static final Pattern LIST_INDEX = Pattern.compile("\\[\\d+]");

    /** What Kubernetes puts into the environment of every container for a service that is called {@code necpgame}. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("NECPGAME_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    private final KnownSettings known;

    SettingsCheck(Environment environment, JsonMapper json) {
        known = KnownSettings.onClassPath(SettingsCheck.class.getClassLoader(), json, name -> name.startsWith(PREFIX));
        var objections = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            for (var name : source) {
                objection(source, name).ifPresent(objections::add);
            }
        }
        if (!objections.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator() + "  ", objections));
        }
    }

    private Optional<String> objection(PropertySource source, String name) {
        if (source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE) {
            return isOurVariable(name) && !known.hasVariable(name)
                    ? Optional.of("no setting has the environment variable " + name + known.suggestionForVariable(name))
                    : Optional.empty();
        }
        var plain = LIST_INDEX.matcher(NameUtils.hyphenate(name, true)).replaceAll("");
        return plain.startsWith(PREFIX) && !known.has(plain)
                ? Optional.of("there is no setting " + name + known.suggestion(plain))
                : Optional.empty();
    }

    private static boolean isOurVariable(String name) {
        return name.startsWith(VARIABLE_PREFIX) && !SERVICE_LINK.matcher(name).matches();
    }
}
