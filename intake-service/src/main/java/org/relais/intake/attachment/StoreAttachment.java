package org.relais.intake.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import org.relais.intake.attachment.Attachment.Content;
import org.relais.platform.digest.Digests;

/** Takes a picture in: receive within bounds, write it anew, keep it. What isn't finished leaves nothing. */
public final class StoreAttachment {

    public static final long MOST_BYTES = 10L * 1024 * 1024;

    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);

    /** How much is read at once; so much more than the limit may have been read when it shows. */
    public static final int CHUNK = 64 * 1024;

    private final UploadLimit limit;
    private final Path workFolder;
    private final Pictures pictures;
    private final AttachmentStore store;
    private final Attachments attachments;
    private final Supplier<UUID> newIds;

    public StoreAttachment(
            UploadLimit limit,
            Path workFolder,
            Pictures pictures,
            AttachmentStore store,
            Attachments attachments,
            Supplier<UUID> newIds) {
        this.limit = limit;
        this.workFolder = workFolder;
        this.pictures = pictures;
        this.store = store;
        this.attachments = attachments;
        this.newIds = newIds;
    }

    /**
     * @param caller who sends it, for the limits: a client, an address
     * @throws IOException if nothing can be kept
     */
    public StoreResult store(Upload upload, String caller, Instant at) throws IOException {
        Duration wait = limit.take(caller);
        if (wait.isPositive()) {
            return new StoreResult.TooManyUploads(wait);
        }
        try (WorkFolder work = WorkFolder.below(workFolder)) {
            Path received = work.path().resolve("received");
            long bytes = receive(upload, received);
            return bytes == 0 ? new StoreResult.Empty() : rewrite(received, work.path(), at);
        } catch (UploadTooLarge tooLarge) {
            return new StoreResult.TooLarge(MOST_BYTES);
        } catch (BrokenOff brokenOff) {
            return new StoreResult.BrokenOff();
        }
    }

    /**
     * Reads what is sent to its end now, so that it can be stored later without waiting for whoever sends it. What went wrong
     * there is told when it is stored.
     *
     * @throws IOException if nothing can be kept
     */
    public FetchedUpload fetch(Upload upload) throws IOException {
        WorkFolder work = WorkFolder.below(workFolder);
        try {
            Path received = work.path().resolve("fetched");
            receive(upload, received);
            return new FetchedUpload(work, () -> Files.newInputStream(received));
        } catch (UploadTooLarge | BrokenOff failed) {
            return new FetchedUpload(work, () -> {
                throw failed;
            });
        } catch (IOException | RuntimeException nothingCanBeKept) {
            work.close();
            throw nothingCanBeKept;
        }
    }

    private static long receive(Upload upload, Path file) throws IOException {
        long bytes = 0;
        try (InputStream from = opened(upload);
                OutputStream to = Files.newOutputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = read(from, chunk); read >= 0; read = read(from, chunk)) {
                bytes += read;
                if (bytes > MOST_BYTES) {
                    throw new UploadTooLarge();
                }
                to.write(chunk, 0, read);
            }
        }
        return bytes;
    }

    private static InputStream opened(Upload upload) throws UploadTooLarge, BrokenOff {
        try {
            return upload.open();
        } catch (UploadTooLarge tooLarge) {
            throw tooLarge;
        } catch (IOException brokenOff) {
            throw new BrokenOff(brokenOff);
        }
    }

    private static int read(InputStream from, byte[] chunk) throws BrokenOff {
        try {
            return from.read(chunk);
        } catch (IOException brokenOff) {
            throw new BrokenOff(brokenOff);
        }
    }

    private StoreResult rewrite(Path received, Path folder, Instant at) throws IOException {
        return switch (pictures.rewrite(received, folder)) {
            case Pictures.Result.Rewritten(Pictures.Written picture, Pictures.Written thumbnail) ->
                keep(picture, thumbnail, at);
            case Pictures.Result.TypeNotAccepted refused -> new StoreResult.TypeNotAccepted(refused.accepted());
            case Pictures.Result.TooManyPixels refused -> new StoreResult.TooManyPixels(refused.mostPixels());
            case Pictures.Result.Damaged damaged -> new StoreResult.Damaged();
            case Pictures.Result.Busy busy -> new StoreResult.Busy(WHILE_BUSY);
        };
    }

    private StoreResult keep(Pictures.Written picture, Pictures.Written thumbnail, Instant at) throws IOException {
        Attachment attachment = new Attachment(newIds.get(), content(picture), content(thumbnail));
        attachments.add(attachment, at, () -> {
            store.put(attachment.picture().digest(), picture.file());
            store.put(attachment.thumbnail().digest(), thumbnail.file());
        });
        return new StoreResult.Stored(attachment);
    }

    private static Content content(Pictures.Written written) throws IOException {
        return new Content(
                digest(written.file()),
                written.contentType(),
                Files.size(written.file()),
                written.width(),
                written.height());
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, sink);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Reading failed, which is the caller's affair; failing to write is ours. */
    private static final class BrokenOff extends IOException {

        private BrokenOff(IOException cause) {
            super(cause);
        }
    }
}
