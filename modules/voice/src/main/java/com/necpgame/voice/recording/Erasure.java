package com.necpgame.voice.recording;

import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.runtime.object.Objects;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Takes away all that was ever recorded of a player: memory, segments, objects (those of clips too) and rows. Reports
 * stay: they are evidence, and go by their own time.
 *
 * <p>It can be broken off anywhere and done again.
 */
@Singleton
final class Erasure {
    /** One request takes as many objects at most; who asks again takes the next. */
    static final int OBJECTS_MAX = 10_000;

    private final Recorder recorder;
    private final Commits commits;
    private final Uploader uploader;
    private final Wal wal;
    private final Objects objects;
    private final RecordingTable table;

    Erasure(Recorder recorder, Commits commits, Uploader uploader, Wal wal, Objects objects, RecordingTable table) {
        this.recorder = recorder;
        this.commits = commits;
        this.uploader = uploader;
        this.wal = wal;
        this.objects = objects;
        this.table = table;
    }

    /**
     * @param segments that were not in the object store yet
     * @param objects recordings and clips
     * @param complete false if there is more; ask again
     */
    @Serdeable
    record Erased(int segments, int objects, boolean complete) {}

    Erased erase(String author) {
        // What is said from here on is recorded anew: consent is another's matter.
        recorder.forget(author);
        commits.settle();
        var lock = uploader.lock(author);
        lock.lock();
        try {
            var segments = eraseSegments(author);
            var erased = Recordings.reach(() -> eraseObjects(author));
            var complete = erased < OBJECTS_MAX;
            if (complete) {
                eraseRows(author);
            }
            return new Erased(segments, erased, complete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private int eraseSegments(String author) throws IOException {
        var ready = wal.ready(author);
        for (var file : ready) {
            wal.delete(file);
        }
        return ready.size();
    }

    private int eraseObjects(String author) {
        int erased = 0;
        while (erased < OBJECTS_MAX) {
            var page = objects.list(Recordings.folder(author), null, Objects.PAGE_MAX);
            for (var object : page) {
                objects.delete(object.key());
            }
            erased += page.size();
            if (page.size() < Objects.PAGE_MAX) {
                break;
            }
        }
        return erased;
    }

    private void eraseRows(String author) {
        for (var page = table.recordings(author, PageOf.first(PageOf.LIMIT_MAX)); ; ) {
            page.items().forEach(table::delete);
            if (page.next() == null) {
                return;
            }
            page = table.recordings(author, new PageOf(PageOf.LIMIT_MAX, page.next()));
        }
    }
}
