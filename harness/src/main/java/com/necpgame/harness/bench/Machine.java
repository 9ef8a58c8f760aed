package com.necpgame.harness.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a measurement ran on. */
final class Machine {
    private static final double BYTES_PER_GIB = 1 << 30;

    private Machine() {}

    static Map<String, String> describe() {
        var machine = new LinkedHashMap<String, String>();
        machine.put("processor", processor());
        machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        machine.put("memory", String.format(Locale.ROOT, "%.1f GiB", system.getTotalMemorySize() / BYTES_PER_GIB));
        machine.put("system", system.getName() + " " + system.getVersion() + " " + system.getArch());
        machine.put("client's Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        return machine;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
