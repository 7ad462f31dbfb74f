package org.relais.local.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were not taken, as they stood, with their line and the reason: UTF-8, with the file's own delimiter. Begun with
 * the first refusal.
 */
final class RefusedRows implements AutoCloseable {

    private static final List<String> ADDED = List.of("line", "reason");

    private final Path file;
    private final char delimiter;
    private final List<String> columns;
    private @Nullable FileChannel channel;

    /** @param keep length of what stands there from an earlier run; what a kill left beyond it goes */
    RefusedRows(Path file, char delimiter, List<String> columns, long keep) throws IOException {
        this.file = file;
        this.delimiter = delimiter;
        this.columns = columns;
        if (keep > 0 && Files.exists(file)) {
            channel = FileChannel.open(file, StandardOpenOption.WRITE).truncate(keep);
            channel.position(channel.size());
        } else {
            Files.deleteIfExists(file);
        }
    }

    /** @return the file's length afterwards */
    long add(Row row, String reason) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            append(channel, columns, ADDED);
        }
        append(channel, row.fields(), List.of(Long.toString(row.line()), reason));
        return channel.position();
    }

    void force() throws IOException {
        if (channel != null) {
            channel.force(false);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private void append(FileChannel to, List<String> fields, List<String> more) throws IOException {
        List<String> all = new ArrayList<>(fields);
        all.addAll(more);
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().fieldSeparator(delimiter).build(text)) {
            writer.writeRecord(all);
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }
}
