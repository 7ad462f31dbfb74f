package org.relais.platform.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The body of an answer, for as long as that may take in all: then it is closed, and whoever reads meets an {@link IOException}. */
public final class TimedBody extends FilterInputStream {

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** @param patience from now until its end */
    public TimedBody(InputStream body, Duration patience) {
        super(body);
        end.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, tooLate) -> {
            if (tooLate != null) {
                breakOff();
            }
        });
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        inTime();
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        inTime();
        return read;
    }

    @Override
    public void close() throws IOException {
        end.complete(null);
        super.close();
    }

    /** A body that was closed may look like one that came to its end. */
    private void inTime() throws IOException {
        if (end.isCompletedExceptionally()) {
            throw new IOException("the answer took too long");
        }
    }

    private void breakOff() {
        try {
            in.close();
        } catch (IOException closed) {
            // It is over all the same.
        }
    }
}
