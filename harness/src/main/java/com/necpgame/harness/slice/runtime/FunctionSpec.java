package com.necpgame.harness.slice.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function: how a process of it is started, and what it may take.
 *
 * @param name as in its ARN
 * @param command the program and its arguments, which ends as the runtime interface client
 * @param environment all variables of the process, but for those that Lambda itself sets and a few of the system's
 * @param folder where the process starts
 */
public record FunctionSpec(
        String name, List<String> command, Map<String, String> environment, Path folder, FunctionLimits limits) {
    public FunctionSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (name.isBlank() || command.isEmpty()) {
            throw new IllegalArgumentException("a function has a name and a command");
        }
    }

    /** This function with more variables, which win over the present ones. */
    public FunctionSpec with(Map<String, String> more) {
        var both = new TreeMap<>(environment);
        both.putAll(more);
        return new FunctionSpec(name, command, both, folder, limits);
    }

    public FunctionSpec with(FunctionLimits other) {
        return new FunctionSpec(name, command, environment, folder, other);
    }
}
