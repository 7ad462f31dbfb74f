package org.relais.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimedBodyTest {

    @Test
    void breaksOffWhatTakesTooLongThoughItLooksAsIfItCameToItsEnd() throws IOException {
        try (InputStream body = new TimedBody(new Stalled(), Duration.ofMillis(50))) {
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the answer took too long");
        }
    }

    @Test
    void givesWhatComesInTime() throws IOException {
        try (InputStream body = new TimedBody(new ByteArrayInputStream(new byte[] {1, 2}), Duration.ofMinutes(1))) {
            assertThat(body.readAllBytes()).containsExactly(1, 2);
        }
    }

    /** Sends nothing until it is closed. */
    private static final class Stalled extends InputStream {

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            try {
                closed.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException(interrupted);
            }
            return -1;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
