package com.necpgame.platform.runtime.content;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of a content folder, each on its own. What joins them is judged by {@link CrossCheck}. */
final class ContentFolder {
    private static final String SUFFIX = ".yaml";

    private final String name;
    private final ContentKinds kinds;
    private final ContentLimits limits;
    private final List<ContentError> problems = new ArrayList<>();
    private final List<ContentFile> files = new ArrayList<>();
    private boolean complete;

    private ContentFolder(String name, ContentKinds kinds, ContentLimits limits) {
        this.name = name;
        this.kinds = kinds;
        this.limits = limits;
    }

    static ContentFolder read(String folder, ContentKinds kinds, ContentLimits limits) {
        var read = new ContentFolder(folder.replaceAll("(?<=.)/+$", ""), kinds, limits);
        try {
            read.read();
        } catch (NoSuchFileException | NotDirectoryException e) {
            read.problem(read.name, "no such folder");
        } catch (IOException e) {
            read.problem(read.name, "cannot be read: " + e);
        }
        return read;
    }

    private void read() throws IOException {
        var resources = list().stream().filter(ContentFolder::isMeant).toList();
        if (resources.size() > limits.filesMax()) {
            problem(name, resources.size() + " files; at most " + limits.filesMax());
            return;
        }
        for (var resource : resources) {
            add(resource);
        }
        complete = true;
    }

    /** Not a hidden file, and not one that is no YAML, such as a page for readers. */
    private static boolean isMeant(Resources.Resource resource) {
        var file = resource.name();
        return !file.startsWith(".") && (resource.folder() || file.endsWith(SUFFIX) || file.endsWith(".yml"));
    }

    /** Whether every file was read, so that what is not there is missing. */
    boolean isComplete() {
        return complete;
    }

    /** What is wrong with the folder itself, and files of no kind. */
    List<ContentError> problems() {
        return problems;
    }

    List<ContentFile> files() {
        return files;
    }

    /** The name of the file where a kind is looked for first. */
    String file(String kind) {
        return path(kind + SUFFIX);
    }

    private String path(String file) {
        return name + "/" + file;
    }

    private List<Resources.Resource> list() throws IOException {
        if (!name.startsWith(ContentLint.CLASS_PATH)) {
            return Resources.inFolder(Path.of(name));
        }
        var found = Resources.onClassPath(
                ContentFolder.class.getClassLoader(), name.substring(ContentLint.CLASS_PATH.length()));
        if (found.isEmpty()) {
            throw new NoSuchFileException(name);
        }
        return found;
    }

    private void add(Resources.Resource resource) throws IOException {
        var file = path(resource.name());
        if (resource.folder()) {
            problem(file, "a folder; content files stand side by side, as <kind>.<part>" + SUFFIX);
        } else if (resource.name().endsWith(SUFFIX)) {
            addYaml(resource, file);
        } else {
            problem(file, "the name must end with " + SUFFIX);
        }
    }

    private void addYaml(Resources.Resource resource, String file) throws IOException {
        var kindName = resource.name().substring(0, resource.name().indexOf('.'));
        var kind = kinds.find(kindName);
        if (kind.isPresent()) {
            files.add(ContentFile.read(kind.get(), file, resource, limits.fileBytesMax()));
        } else {
            problem(file, unknown(kindName));
        }
    }

    private String unknown(String kind) {
        var suggestion = Suggestion.forWord(kind, kinds.names());
        return "no kind " + Node.Text.quoted(kind)
                + (suggestion.isEmpty() ? "; there are " + String.join(", ", kinds.names()) : suggestion);
    }

    private void problem(String file, String message) {
        problems.add(new ContentError(file, Place.WHOLE_FILE.line(), Place.WHOLE_FILE.column(), "", message));
    }
}
