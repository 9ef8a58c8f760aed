package com.necpgame.platform.runtime.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Judges what no file can tell alone: missing kinds, ids that are there twice, references to nothing, and amounts. */
final class CrossCheck {
    private final ContentKinds kinds;
    private final ContentLimits limits;
    private final ContentFolder folder;
    private final List<ContentError> errors = new ArrayList<>();

    /** By set of ids, then by id: where it is defined first. */
    private final Map<String, Map<String, Findings.Id>> defined = new HashMap<>();

    private CrossCheck(ContentKinds kinds, ContentLimits limits, ContentFolder folder) {
        this.kinds = kinds;
        this.limits = limits;
        this.folder = folder;
    }

    static LintReport report(
            ContentKinds kinds, ContentLimits limits, Predicate<String> moduleIsOn, ContentFolder folder) {
        var check = new CrossCheck(kinds, limits, folder);
        check.errors.addAll(folder.problems());
        folder.files().forEach(file -> check.errors.addAll(file.findings().errors()));
        if (folder.isComplete()) {
            kinds.all().stream().filter(kind -> moduleIsOn.test(kind.module())).forEach(check::refuseMissing);
        }
        folder.files().forEach(check::collectIds);
        folder.files().forEach(check::refuseDangling);
        var content = check.content();
        return new LintReport(check.errors.stream().sorted().toList(), check.errors.isEmpty() ? content : List.of());
    }

    private void refuseMissing(ContentKind kind) {
        if (filesOf(kind).isEmpty()) {
            var whole = Place.WHOLE_FILE;
            errors.add(new ContentError(
                    folder.file(kind.name()),
                    whole.line(),
                    whole.column(),
                    "",
                    "missing; the module " + kind.module() + " reads it"));
        }
    }

    private void collectIds(ContentFile file) {
        for (var id : file.findings().defined()) {
            var first = defined.computeIfAbsent(id.space(), space -> new HashMap<>())
                    .putIfAbsent(id.value(), id);
            if (first != null) {
                refuse(
                        id,
                        "%s '%s' twice; first at %s:%d:%d"
                                .formatted(
                                        noun(id.space()),
                                        id.value(),
                                        first.file(),
                                        first.place().line(),
                                        first.place().column()));
            }
        }
    }

    private void refuseDangling(ContentFile file) {
        for (var id : file.findings().referred()) {
            var known = defined.getOrDefault(id.space(), Map.of());
            if (!known.containsKey(id.value()) && isWhollyRead(id.space())) {
                refuse(
                        id,
                        "no %s %s%s"
                                .formatted(
                                        noun(id.space()),
                                        Node.Text.quoted(id.value()),
                                        Suggestion.forWord(id.value(), known.keySet())));
            }
        }
    }

    /** Where a part is missing or unreadable, that is the one error, and not every reference into it. */
    private boolean isWhollyRead(String ids) {
        var defining = kinds.defining(ids);
        return !defining.isEmpty()
                && defining.stream().noneMatch(kind -> filesOf(kind).isEmpty())
                && defining.stream()
                        .flatMap(kind -> filesOf(kind).stream())
                        .allMatch(file -> file.findings().isReadable());
    }

    private String noun(String ids) {
        return kinds.find(ids).map(ContentKind::noun).orElse("entry of " + ids);
    }

    private void refuse(Findings.Id id, String message) {
        errors.add(new ContentError(id.file(), id.place().line(), id.place().column(), id.pointer(), message));
    }

    private List<ContentFile> filesOf(ContentKind kind) {
        return folder.files().stream()
                .filter(file -> file.kind().name().equals(kind.name()))
                .toList();
    }

    private List<KindContent> content() {
        return kinds.referredFirst().stream()
                .filter(kind -> !filesOf(kind).isEmpty())
                .map(kind -> KindContent.of(kind, entries(kind)))
                .toList();
    }

    private List<KindContent.Entry> entries(ContentKind kind) {
        var entries = new ArrayList<KindContent.Entry>();
        for (var file : filesOf(kind)) {
            for (int i = 0; i < file.entries().size(); i++) {
                var json = CanonicalJson.of(file.entries().get(i));
                entries.add(new KindContent.Entry(id(file.entries().get(i)), json));
                refuseTooLarge(file, i, json);
                refuseTooMany(file, i, entries.size());
            }
        }
        return entries;
    }

    /** Every entry of content without errors has one: the schema requires it. */
    private static String id(Node entry) {
        var id = entry instanceof Node.Mapping mapping ? mapping.fields().get("id") : null;
        return id != null && id.value() instanceof Node.Text text ? text.value() : "";
    }

    private void refuseTooLarge(ContentFile file, int index, String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.entryBytesMax()) {
            refuseEntry(
                    file,
                    index,
                    "an entry has at most %d bytes as JSON, this has %d".formatted(limits.entryBytesMax(), bytes));
        }
    }

    private void refuseTooMany(ContentFile file, int index, int count) {
        if (count == limits.entriesMax() + 1) {
            refuseEntry(
                    file,
                    index,
                    "more than %d entries of %s"
                            .formatted(limits.entriesMax(), file.kind().name()));
        }
    }

    private void refuseEntry(ContentFile file, int index, String message) {
        var place = file.entries().get(index).place();
        errors.add(
                new ContentError(file.findings().file(), place.line(), place.column(), file.pointer(index), message));
    }
}
