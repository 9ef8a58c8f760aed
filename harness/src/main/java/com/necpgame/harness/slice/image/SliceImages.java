package com.necpgame.harness.slice.image;

import com.necpgame.harness.slice.runtime.Describing;
import com.necpgame.harness.slice.runtime.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lays slices out and records them, with a store of their own for the time. */
public final class SliceImages {
    private static final int TRAINING_ROUNDS = 20;
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private final List<String> server;
    private final boolean checksTokens;
    private final PrintWriter screen;

    /**
     * @param server starts the server, whose store and identity are used
     * @param checksTokens whether the functions check tokens themselves. What is recorded is read by every start, so what only that needs is
     *     not recorded where a gateway does it.
     */
    public SliceImages(List<String> server, boolean checksTokens, PrintWriter screen) {
        this.server = List.copyOf(server);
        this.checksTokens = checksTokens;
        this.screen = screen;
    }

    /** Makes {@code image/} beside each zip. */
    public void make(List<Path> zips) throws IOException {
        var temporary = Files.createTempDirectory("necpgame-slice-images");
        try (var store = new StoreServer(server, temporary, true)) {
            var token = checksTokens ? store.guestToken() : "";
            for (var zip : zips) {
                make(zip.toAbsolutePath(), store, token);
            }
        } finally {
            ImageLayout.delete(temporary);
        }
    }

    private void make(Path zip, StoreServer store, String token) throws IOException {
        var layout = new ImageLayout(zip.resolveSibling("image"));
        layout.make(zip);
        var slice = Describing.of("in " + zip, layout.folder(), zip.resolveSibling("describe.log"));
        var events = new SliceEvents(slice).training(token, TRAINING_ROUNDS);
        new Recording(layout, Shape.HANDLER).make(events, store.variables(), zip.resolveSibling("image-training"));
        screen.printf(
                "%-20s %s, recording of %d MB after %d events%n",
                slice.module(), layout.folder(), Files.size(layout.recording()) / BYTES_PER_MEGABYTE, events.size());
        screen.flush();
    }
}
