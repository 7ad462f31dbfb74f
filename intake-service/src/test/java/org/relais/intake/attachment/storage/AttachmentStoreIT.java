package org.relais.intake.attachment.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.relais.intake.attachment.AttachmentStore;

/** What every store owes, tried with a folder and with a server that speaks S3 and checks signatures. */
class AttachmentStoreIT {

    private static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String OTHER = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";
    private static final int LARGE = 4 << 20;

    @TempDir
    private static Path folder;

    private static S3Server server;

    @BeforeAll
    static void startServer() {
        server = S3Server.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    static Stream<AttachmentStore> stores() {
        return Stream.of(new FolderStore(folder.resolve("kept")), s3(server.url(), S3Server.SECRET));
    }

    private static S3Store s3(URI endpoint, String secret) {
        return StorageConfiguration.s3(
                new S3Settings(endpoint, "us-east-1", S3Server.BUCKET, true, "photos/", S3Server.ACCESS, secret));
    }

    private static Path file(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(Files.createTempFile(folder, "upload", ""), bytes);
    }

    private static byte[] kept(AttachmentStore store, String digest) throws IOException {
        try (InputStream bytes = store.open(digest).orElseThrow()) {
            return bytes.readAllBytes();
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void keepsBytesUntilTheyAreDeleted(AttachmentStore store) throws IOException {
        Path file = file(LARGE);

        store.put(DIGEST, file);
        store.put(DIGEST, file);

        assertThat(kept(store, DIGEST)).isEqualTo(Files.readAllBytes(file));
        assertThat(store.open(OTHER)).isEmpty();
        store.delete(DIGEST);
        store.delete(DIGEST);
        assertThat(store.open(DIGEST)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void keepsEmptyFilesAndSeveralBesideEachOther(AttachmentStore store) throws IOException {
        store.put(DIGEST, file(0));
        store.put(OTHER, file(17));

        store.delete(OTHER);

        assertThat(kept(store, DIGEST)).isEmpty();
        assertThat(store.open(OTHER)).isEmpty();
        store.delete(DIGEST);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void keepsNothingOfWhatCannotBeRead(AttachmentStore store) throws IOException {
        assertThatThrownBy(() -> store.put(DIGEST, folder.resolve("nowhere"))).isInstanceOf(IOException.class);

        assertThat(store.open(DIGEST)).isEmpty();
    }

    @Test
    void keepsNothingOfAnUploadThatBreaksOff() throws IOException {
        Path file = file(LARGE);
        try (var relay = new Breaking(server.url(), LARGE / 2);
                S3Store store = s3(relay.url(), S3Server.SECRET)) {
            assertThatThrownBy(() -> store.put(DIGEST, file)).isInstanceOf(IOException.class);
            assertThat(relay.brokenOff.get()).as("uploads").isPositive();
        }

        try (S3Store store = s3(server.url(), S3Server.SECRET)) {
            assertThat(store.open(DIGEST)).isEmpty();
        }
    }

    @Test
    void saysNoMoreOfItsKeysThanThatItWasRefused() throws IOException {
        Path file = file(10);
        try (S3Store store = s3(server.url(), "not-the-secret-of-this-store")) {
            assertThatThrownBy(() -> store.put(DIGEST, file))
                    .isInstanceOf(IOException.class)
                    .satisfies(failure -> assertThat(stackOf(failure)).doesNotContain("not-the-secret"));
            assertThatThrownBy(() -> store.open(DIGEST)).isInstanceOf(IOException.class);
        }
        assertThat(new S3Settings(null, "r", "b", true, "", "a", "not-the-secret").toString())
                .doesNotContain("not-the-secret");
    }

    private static String stackOf(Throwable failure) {
        return failure + " " + failure.getCause() + Arrays.toString(failure.getSuppressed());
    }

    @Test
    void needsABucket() {
        assertThatThrownBy(() -> StorageConfiguration.s3(new S3Settings(null, "r", "", true, "", "a", "s")))
                .hasMessageContaining("relais.attachments.s3.bucket");
    }

    /** Passes on so many bytes of each connection, then breaks it off. */
    private static final class Breaking implements AutoCloseable {

        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final URI target;
        private final int most;
        private final AtomicInteger brokenOff = new AtomicInteger();

        private Breaking(URI target, int most) throws IOException {
            this.target = target;
            this.most = most;
            Thread.ofVirtual().start(this::accept);
        }

        private URI url() {
            return URI.create("http://127.0.0.1:" + door.getLocalPort());
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = door.accept();
                    Thread.ofVirtual().start(() -> relay(client));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        private void relay(Socket client) {
            try (client;
                    Socket store = new Socket(target.getHost(), target.getPort())) {
                Thread back = Thread.ofVirtual().start(() -> copy(store, client, Integer.MAX_VALUE));
                if (copy(client, store, most) >= most) {
                    brokenOff.incrementAndGet();
                } else {
                    back.join();
                }
            } catch (IOException | InterruptedException over) {
                // One side is gone.
            }
        }

        private static int copy(Socket from, Socket to, int most) {
            int copied = 0;
            byte[] chunk = new byte[8_192];
            try {
                while (copied < most) {
                    int read = from.getInputStream().read(chunk, 0, Math.min(chunk.length, most - copied));
                    if (read < 0) {
                        break;
                    }
                    to.getOutputStream().write(chunk, 0, read);
                    to.getOutputStream().flush();
                    copied += read;
                }
            } catch (IOException over) {
                // One side is gone.
            }
            return copied;
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
