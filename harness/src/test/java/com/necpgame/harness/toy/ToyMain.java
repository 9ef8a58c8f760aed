package com.necpgame.harness.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The toy as a process of its own: port, data folder, operator's secret. It counts its starts in the folder. */
public final class ToyMain {
    private ToyMain() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("the toy starts");
        if (arguments[0].equals("die")) {
            System.out.println("the toy has lost its battery");
            System.exit(1);
        }
        Files.writeString(
                Path.of(arguments[1]).resolve("starts"),
                "start\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        ToyServer.start(null, Integer.parseInt(arguments[0]), arguments[2]);
    }
}
