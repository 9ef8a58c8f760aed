package com.necpgame.harness.coldstart;

import com.necpgame.harness.slice.image.ImageLayout;
import com.necpgame.harness.slice.image.Recording;
import com.necpgame.harness.slice.image.SliceEvents;
import com.necpgame.harness.slice.image.StoreServer;
import com.necpgame.harness.slice.runtime.Archive;
import com.necpgame.harness.slice.runtime.Describing;
import com.necpgame.harness.slice.runtime.FunctionLimits;
import com.necpgame.harness.slice.runtime.FunctionSpec;
import com.necpgame.harness.slice.runtime.RuntimeClient;
import com.necpgame.harness.slice.runtime.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** Makes what is compared: a slice and the bare handler, each in all shapes, both with the slice's own copy of the SDK. */
final class Contenders {
    private static final int TRAINING_ROUNDS = 20;
    /** By its name: what it implements is on the functions' class path and not on this program's. */
    private static final String BARE = "com.necpgame.harness.coldstart.BareFunction";

    /** What the bare handler needs of a slice's libraries. */
    private static final Pattern SDK = Pattern.compile("software\\.amazon\\.(awssdk|eventstream)\\..*"
            + "|org\\.(apache\\.httpcomponents|reactivestreams|slf4j)\\..*|commons-.*");

    private static final Pattern OTHER_SERVICES =
            Pattern.compile(".*\\.(s3|eventbridge|apigatewaymanagementapi|netty-nio-client)-[0-9].*");

    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Path folder;
    private final StoreServer plain;
    private final StoreServer secure;
    private final List<String> pin;
    private final List<Contender> all = new ArrayList<>();

    /**
     * @param plain the store over HTTP
     * @param secure the store over HTTPS
     * @param pin words before each command
     */
    Contenders(Path folder, StoreServer plain, StoreServer secure, List<String> pin) {
        this.folder = folder;
        this.plain = plain;
        this.secure = secure;
        this.pin = List.copyOf(pin);
    }

    List<Contender> of(Path zip) throws IOException {
        var code = folder.resolve("slice");
        Archive.unpack(zip, code);
        var bare = bare(RuntimeClient.jars(code.resolve("lib")));
        var events = new SliceEvents(Describing.of("in " + zip, code, folder.resolve("describe.log")));
        var read = events.read().orElseThrow(() -> new IOException("the slice has no read of a caller's own"));
        var token = plain.guestToken();

        var image = new ImageLayout(folder.resolve("slice-image"));
        image.make(zip);
        record(image, Shape.HANDLER, events.training("", TRAINING_ROUNDS));
        var checking = new ImageLayout(folder.resolve("slice-image-token"));
        checking.make(zip);
        record(checking, Shape.HANDLER, events.training(token, TRAINING_ROUNDS));
        var bareImage = new ImageLayout(folder.resolve("bare-image"));
        bareImage.make(RuntimeClient.jars(bare.resolve("lib")));
        record(bareImage, BARE, Collections.nCopies(TRAINING_ROUNDS * 2, EMPTY));

        addBoth(Shape.ZIP, "zip", code, bare, plain, read);
        addBoth(Shape.FLAT, "flat", code, bare, plain, read);
        addBoth(Shape.IMAGE, "flat + AOT", image.folder(), bareImage.folder(), plain, read);
        addBoth(Shape.IMAGE, "flat + AOT, TLS", image.folder(), bareImage.folder(), secure, read);
        var bearing = events.readBearing(token).orElseThrow();
        add("slice, flat + AOT, token", Shape.IMAGE, checking.folder(), plain, Map.of(), "bare, flat + AOT", bearing);
        add(
                "slice, flat + AOT, TLS, primed",
                Shape.IMAGE,
                image.folder(),
                secure,
                Map.of("NECPGAME_LAMBDA_PRIME", "true"),
                "bare, flat + AOT, TLS",
                read);
        return List.copyOf(all);
    }

    /** Recorded with the store over TLS, as it is on AWS. */
    private void record(ImageLayout layout, String handler, List<byte[]> events) throws IOException {
        new Recording(layout, handler).make(events, secure.variables(), folder.resolve("training"));
    }

    private void addBoth(Shape shape, String name, Path slice, Path bare, StoreServer store, byte[] read) {
        var beside = "bare, " + name;
        all.add(new Contender(beside, beside, function(shape, bare, BARE, store, Map.of()), EMPTY));
        add("slice, " + name, shape, slice, store, Map.of(), beside, read);
    }

    private void add(
            String name,
            Shape shape,
            Path code,
            StoreServer store,
            Map<String, String> more,
            String beside,
            byte[] event) {
        all.add(new Contender(name, beside, function(shape, code, Shape.HANDLER, store, more), event));
    }

    private FunctionSpec function(Shape shape, Path code, String handler, StoreServer store, Map<String, String> more) {
        var environment = new TreeMap<>(store.variables());
        environment.putAll(more);
        var spec = shape.of(
                code.getFileName().toString(), code, handler, environment, FunctionLimits.DEFAULT.withInstances(1));
        var command = new ArrayList<>(pin);
        command.addAll(spec.command());
        return new FunctionSpec(spec.name(), command, spec.environment(), spec.folder(), spec.limits());
    }

    private Path bare(List<Path> libraries) throws IOException {
        var code = folder.resolve("bare");
        var lib = Files.createDirectories(code.resolve("lib"));
        for (var jar : libraries) {
            var name = jar.getFileName().toString();
            if (SDK.matcher(name).matches() && !OTHER_SERVICES.matcher(name).matches()) {
                Files.copy(jar, lib.resolve(name));
            }
        }
        var file = BARE.replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(lib.resolve("bare.jar")));
                var in =
                        Objects.requireNonNull(Contenders.class.getClassLoader().getResourceAsStream(file))) {
            out.putNextEntry(new ZipEntry(file));
            in.transferTo(out);
            out.closeEntry();
        }
        return code;
    }
}
