package com.necpgame.platform.runtime.content;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One file of content, judged on its own.
 *
 * @param entries as they stand in the file, right or wrong
 */
record ContentFile(ContentKind kind, Findings findings, List<Node> entries) {

    /** @throws IOException if the file cannot be read; whatever is wrong with what it says is among the findings */
    static ContentFile read(ContentKind kind, String file, Resources.Resource resource, int bytesMax)
            throws IOException {
        var findings = new Findings(file);
        var root = document(kind, resource, bytesMax, findings);
        root.ifPresent(node -> kind.schema().check(node, "", findings));
        return new ContentFile(
                kind, findings, root.map(node -> entries(kind, node)).orElse(List.of()));
    }

    private static Optional<Node> document(
            ContentKind kind, Resources.Resource resource, int bytesMax, Findings findings) throws IOException {
        byte[] bytes;
        try (var in = resource.open()) {
            bytes = in.readNBytes(bytesMax + 1);
        }
        if (bytes.length > bytesMax) {
            findings.unreadable(
                    Place.WHOLE_FILE,
                    "larger than " + bytesMax + " bytes; split it into " + kind.name() + ".<part>.yaml files");
            return Optional.empty();
        }
        var root =
                Optional.ofNullable(YamlText.decode(bytes, findings)).flatMap(text -> YamlReader.read(text, findings));
        if (root.isEmpty() && findings.isReadable()) {
            findings.unreadable(Place.WHOLE_FILE, "empty; it begins with '" + kind.name() + ":'");
        }
        return root;
    }

    private static List<Node> entries(ContentKind kind, Node root) {
        var list = root instanceof Node.Mapping mapping ? mapping.fields().get(kind.name()) : null;
        return list != null && list.value() instanceof Node.Sequence sequence ? sequence.nodes() : List.of();
    }

    /** Where the n-th entry stands. */
    String pointer(int index) {
        return Pointer.child(Pointer.child("", kind.name()), index);
    }
}
