package org.relais.local.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file (RFC 4180), read row by row. */
final class CsvFile implements AutoCloseable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final CountedBytes bytes;
    private final BufferedReader characters;
    private final char delimiter;
    private final RecordReader records;
    private final List<String> columns;
    private long rows;

    CsvFile(Path file, CsvFormat format) throws IOException {
        this.file = file;
        this.bytes = new CountedBytes(Files.newInputStream(file));
        this.characters = new BufferedReader(new InputStreamReader(
                bytes,
                format.encoding()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        this.delimiter = format.delimiter();
        this.records = new RecordReader(characters, delimiter);
        boolean usable = false;
        try {
            this.columns = header();
            usable = true;
        } finally {
            if (!usable) {
                close();
            }
        }
    }

    List<String> columns() {
        return columns;
    }

    /** The next row; null after the last. A malformed one is a row too, and the file goes on with the line after it. */
    @Nullable
    Row next() throws IOException {
        RecordReader.Raw raw = nextRecord();
        if (raw == null) {
            return null;
        }
        try {
            return new Row(++rows, raw.line(), fields(raw));
        } catch (CsvParseException malformed) {
            records.giveUpFirstLineOf(raw);
            return Row.malformed(rows, raw.line(), raw.first(), columns.size());
        }
    }

    long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        characters.close();
    }

    private List<String> header() throws IOException {
        try {
            skipByteOrderMark();
        } catch (CharacterCodingException wrong) {
            throw wrongEncoding();
        }
        RecordReader.Raw header = nextRecord();
        if (header == null) {
            throw new UnusableInput(Problem.of("import.empty-file", file));
        }
        try {
            return fields(header).stream().map(String::strip).toList();
        } catch (CsvParseException malformed) {
            throw new UnusableInput(Problem.of("import.broken-csv", file, String.valueOf(malformed.getMessage())));
        }
    }

    private RecordReader.@Nullable Raw nextRecord() throws IOException {
        try {
            return records.next();
        } catch (CharacterCodingException wrong) {
            throw wrongEncoding();
        }
    }

    private List<String> fields(RecordReader.Raw raw) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(raw.text())) {
            Iterator<CsvRecord> one = reader.iterator();
            List<String> fields = one.next().getFields();
            if (one.hasNext() || raw.open()) {
                throw new CsvParseException("a quote opens that nothing closes");
            }
            return fields;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private UnusableInput wrongEncoding() {
        return new UnusableInput(Problem.of("import.wrong-encoding", file, bytes.count));
    }

    private void skipByteOrderMark() throws IOException {
        characters.mark(1);
        if (characters.read() != BYTE_ORDER_MARK) {
            characters.reset();
        }
    }

    /** How far the file has been read, for the time that is left. */
    private static final class CountedBytes extends FilterInputStream {

        private volatile long count;

        CountedBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
