package org.relais.local.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were not taken, as they stood, with their line and the reason, in the file's own encoding and with its delimiter, so
 * that they are imported as the file was. Begun with the first refusal. What an earlier import left under that name may have been
 * corrected meanwhile, and is set aside.
 */
final class RefusedRows implements AutoCloseable {

    private static final List<String> ADDED = List.of("line", "reason");

    private final Path file;
    private final CsvFormat format;
    private final long keep;
    private final List<String> columns;
    private @Nullable FileChannel channel;

    /** @param keep length of what stands there from an earlier run; what a kill left beyond it goes */
    RefusedRows(Path file, CsvFormat format, List<String> columns, long keep) throws IOException {
        this.file = file;
        this.format = format;
        this.columns = columns;
        this.keep = keep;
        if (keep == 0) {
            setAside();
        }
    }

    /** @return the file's length afterwards */
    long add(Row row, String reason) throws IOException {
        if (channel == null) {
            channel = begin();
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

    private FileChannel begin() throws IOException {
        if (keep > 0 && Files.exists(file) && Files.size(file) >= keep) {
            FileChannel going = FileChannel.open(file, StandardOpenOption.WRITE).truncate(keep);
            going.position(keep);
            return going;
        }
        setAside();
        FileChannel begun = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        append(begun, columns, ADDED);
        return begun;
    }

    private void setAside() throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.csv$", "");
        Path aside = file;
        for (int number = 1; Files.exists(aside); number++) {
            aside = file.resolveSibling(name + "." + number + ".csv");
        }
        if (!aside.equals(file)) {
            Files.move(file, aside);
        }
    }

    private void append(FileChannel to, List<String> fields, List<String> more) throws IOException {
        List<String> all = new ArrayList<>(fields);
        all.addAll(more);
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().fieldSeparator(format.delimiter()).build(text)) {
            writer.writeRecord(all);
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(encoding(to)));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /** UTF-16 says the order of its bytes at the file's beginning, and nowhere else. */
    private Charset encoding(FileChannel to) throws IOException {
        return format.encoding().equals(StandardCharsets.UTF_16) && to.position() > 0
                ? StandardCharsets.UTF_16BE
                : format.encoding();
    }
}
