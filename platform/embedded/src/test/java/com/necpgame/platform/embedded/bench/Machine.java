package com.necpgame.platform.embedded.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the figures come from. */
final class Machine {
    private Machine() {}

    static Map<String, String> facts() throws IOException {
        var facts = new LinkedHashMap<String, String>();
        facts.put(
                "processors", Runtime.getRuntime().availableProcessors() + " x " + line("/proc/cpuinfo", "model name"));
        facts.put("memory", line("/proc/meminfo", "MemTotal"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("heap", (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        return facts;
    }

    private static String line(String file, String name) throws IOException {
        if (!Files.isReadable(Path.of(file))) {
            return "?";
        }
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("?");
    }
}
