package org.relais.local.importing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * That one import at a time reads a file, under whatever mapping and into whatever intake: two would write to one file of refused
 * rows. The system's own lock ends with its process, however that ends.
 */
final class ImportLock implements AutoCloseable {

    private final FileChannel channel;

    private ImportLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @return null while an import of another process has it */
    static @Nullable ImportLock tryTake(Path lock) throws IOException {
        Files.createDirectories(lock.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? new ImportLock(channel) : null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
