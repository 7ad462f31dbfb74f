package org.relais.intake.attachment;

import java.io.IOException;
import java.io.InputStream;

/** What was sent, read to its end before it is stored; gone when closed. */
public final class FetchedUpload implements Upload, AutoCloseable {

    private final WorkFolder work;
    private final Upload read;

    FetchedUpload(WorkFolder work, Upload read) {
        this.work = work;
        this.read = read;
    }

    /** @throws IOException as where it was read, if it could not be */
    @Override
    public InputStream open() throws IOException {
        return read.open();
    }

    @Override
    public void close() {
        work.close();
    }
}
