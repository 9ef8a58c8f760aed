package com.necpgame.platform.embedded.storage;

/** Something of RocksDB that reads: it is freed once, by whoever closes it or by whoever closes RocksDB under it. */
abstract class RocksReader implements Readers.Reader, AutoCloseable {
    final Gate gate;
    final Readers readers;
    private final String what;
    private boolean closed;
    private boolean freed;

    RocksReader(Gate gate, Readers readers, String what) {
        this.gate = gate;
        this.readers = readers;
        this.what = what;
    }

    /** Frees what is native. */
    abstract void release();

    /** @return the gate's stripe, which the caller leaves */
    final int enter() {
        int stripe = gate.enter();
        if (freed) {
            gate.leave(stripe);
            throw Readers.gone(what, closed);
        }
        return stripe;
    }

    @Override
    public final void close() {
        closed = true;
        int stripe = gate.tryEnter();
        if (stripe < 0) {
            // Whoever shut the gate frees it.
            return;
        }
        try {
            free();
        } finally {
            gate.leave(stripe);
        }
    }

    @Override
    public final void free() {
        if (!freed) {
            freed = true;
            readers.remove(this);
            release();
        }
    }
}
