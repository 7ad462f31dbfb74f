package org.relais.local.importing;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * How far an import has come, kept where a kill can't harm it: all rows up to a number are done, each filed or refused.
 *
 * @param already rows that intake had filed before
 */
record Checkpoint(long rows, long filed, long already, long refused, long refusedBytes) {

    static final Checkpoint START = new Checkpoint(0, 0, 0, 0, 0);

    static Checkpoint read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return START;
        }
        Properties values = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new Checkpoint(
                number(values, "rows"),
                number(values, "filed"),
                number(values, "already"),
                number(values, "refused"),
                number(values, "refusedBytes"));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path growing = file.resolveSibling(file.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(growing)) {
            writer.write("rows=" + rows + "\nfiled=" + filed + "\nalready=" + already + "\nrefused=" + refused
                    + "\nrefusedBytes=" + refusedBytes + "\n");
        }
        Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Checkpoint afterFiled() {
        return new Checkpoint(rows + 1, filed + 1, already, refused, refusedBytes);
    }

    Checkpoint afterAlreadyThere() {
        return new Checkpoint(rows + 1, filed, already + 1, refused, refusedBytes);
    }

    Checkpoint afterRefused(long bytes) {
        return new Checkpoint(rows + 1, filed, already, refused + 1, bytes);
    }

    private static long number(Properties values, String name) {
        return Long.parseLong(values.getProperty(name, "0"));
    }
}
