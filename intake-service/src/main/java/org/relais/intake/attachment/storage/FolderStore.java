package org.relais.intake.attachment.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.relais.intake.attachment.AttachmentStore;

/** Keeps bytes as files in one folder, spread by the first two digits of their digests. */
final class FolderStore implements AttachmentStore {

    private static final int SPREAD = 2;

    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String digest, Path file) throws IOException {
        Path place = place(digest);
        if (Files.exists(place)) {
            return;
        }
        Path shelf = shelf(digest);
        Files.createDirectories(shelf);
        Path copy = Files.createTempFile(shelf, "new-", ".part");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            flush(copy, StandardOpenOption.WRITE);
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
            // The name is durable only when its folder is, and that folder's name in turn.
            flush(shelf, StandardOpenOption.READ);
            flush(folder, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @Override
    public Optional<InputStream> open(String digest) throws IOException {
        try {
            return Optional.of(Files.newInputStream(place(digest)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String digest) throws IOException {
        Files.deleteIfExists(place(digest));
    }

    private Path place(String digest) {
        return shelf(digest).resolve(digest.substring(SPREAD));
    }

    private Path shelf(String digest) {
        return folder.resolve(digest.substring(0, SPREAD));
    }

    private static void flush(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
